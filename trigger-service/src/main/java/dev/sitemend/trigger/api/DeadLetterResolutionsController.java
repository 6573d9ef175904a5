package dev.sitemend.trigger.api;

import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.trigger.access.Caller;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person does about a dead letter. */
@RestController
@RequestMapping("/api/v1/dead-letters/{id}")
final class DeadLetterResolutionsController {
    private final DeadLetterResolutions resolutions;

    DeadLetterResolutionsController(DeadLetterResolutions resolutions) {
        this.resolutions = resolutions;
    }

    /** Asks for a clean rebuild in its place. */
    @PostMapping("/retry")
    ResponseEntity<Retried> retry(@PathVariable String id, Caller caller) {
        RequestId request = resolutions.retry(id, caller);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/requests/" + request))
                .body(new Retried(request.value()));
    }

    /** Marks it as dealt with. */
    @DeleteMapping
    ResponseEntity<Void> discard(@PathVariable String id, Caller caller) {
        resolutions.discard(id, caller);
        return ResponseEntity.noContent().build();
    }

    record Retried(String request) {}
}
