package dev.sitemend.trigger.console;

import dev.sitemend.trigger.problem.Problem;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The stylesheet, the script and the mark: all that pages load. */
@Controller
final class AssetsController {
    private static final Map<String, String> TYPES = Map.of(
            "sitemend.css", "text/css;charset=UTF-8",
            "sitemend.js", "text/javascript;charset=UTF-8",
            "mark.svg", "image/svg+xml");

    @GetMapping("/console/{name}")
    ResponseEntity<Resource> asset(@PathVariable String name) {
        String type = TYPES.get(name);
        if (type == null) {
            throw Problem.NOT_FOUND.because("There is no " + name + " here.");
        }

        // Asked again each time, and answered with 304: a page of today never meets a stylesheet of yesterday.
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .body(new ClassPathResource("dev/sitemend/console/" + name));
    }
}
