package dev.sitemend.trigger.api;

import dev.sitemend.trigger.problem.Problem;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What tells people and programs how to speak with Sitemend. */
@RestController
final class Documents {
    private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");

    private final URI service;
    private final URI sites;

    Documents(@Value("${sitemend.public-url}") URI service, @Value("${sitemend.sites-url}") URI sites) {
        this.service = service;
        this.sites = sites;
    }

    /** For whoever does not ask for HTML, which the console answers with. */
    @GetMapping(
            path = "/",
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.ALL_VALUE})
    ResponseEntity<String> home() {
        String base = service.toString().replaceAll("/$", "");
        String text = """
                Sitemend builds websites from Git, publishes them, and heals itself.

                For people          %1$s/ in a browser
                Push a site to      %1$s/git/NAME.git
                See sites at        %2$s://NAME.%3$s/
                States              %1$s/api/v1/sites
                What happens now    %1$s/api/v1/events
                The whole API       %1$s/openapi.json
                sitemend.yml        %1$s/schemas/sitemend.yml.json
                On a terminal       sitemend status
                """.formatted(base, sites.getScheme(), sites.getAuthority());
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(text);
    }

    @GetMapping("/openapi.json")
    ResponseEntity<Resource> openapi() {
        return document("dev/sitemend/openapi.json", MediaType.APPLICATION_JSON);
    }

    @GetMapping("/schemas/sitemend.yml.json")
    ResponseEntity<Resource> configurationSchema() {
        return document("dev/sitemend/schemas/sitemend.yml.json", SCHEMA);
    }

    private static ResponseEntity<Resource> document(String path, MediaType type) {
        Resource resource = new ClassPathResource(path);
        if (!resource.exists()) {
            throw Problem.NOT_FOUND.because("This Sitemend was packaged without " + path + ".");
        }

        return ResponseEntity.ok().contentType(type).body(resource);
    }
}
