package dev.sitemend.trigger.console;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with pages. Nothing on them runs or is loaded but what is ours. */
final class Pages {
    static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final TemplateEngine templates;

    Pages(TemplateEngine templates) {
        this.templates = templates;
    }

    ResponseEntity<String> page(String template, Object model) {
        return page(HttpStatusCode.valueOf(200), template, model);
    }

    ResponseEntity<String> page(HttpStatusCode status, String template, Object model) {
        StringOutput output = new StringOutput();
        templates.render(template + ".jte", model, output);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .body(output.toString());
    }

    /** After a deed: a page that tells of it, and that can be loaded again without doing it again. */
    static ResponseEntity<String> seeOther(String address) {
        return ResponseEntity.status(303).header(HttpHeaders.LOCATION, address).build();
    }
}
