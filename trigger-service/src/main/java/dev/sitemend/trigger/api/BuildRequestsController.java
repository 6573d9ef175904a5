package dev.sitemend.trigger.api;

import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.IdempotencyKeys;
import dev.sitemend.trigger.request.Wish;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Asks for builds. */
@RestController
final class BuildRequestsController {
    private final ForcedBuilds builds;
    private final BuildRequests requests;
    private final IdempotencyKeys keys;

    BuildRequestsController(ForcedBuilds builds, BuildRequests requests, IdempotencyKeys keys) {
        this.builds = builds;
        this.requests = requests;
        this.keys = keys;
    }

    @PostMapping("/api/v1/sites/{site}/builds")
    ResponseEntity<Requested> request(
            @PathVariable("site") String name,
            @RequestBody(required = false) @Nullable WantedBuild body,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        WantedBuild wanted = body == null ? WantedBuild.HEAD : body;
        BuildMode mode = Boolean.TRUE.equals(wanted.clean()) ? BuildMode.REBUILD : BuildMode.REFRESH;
        Wish wish = builds.wish(name, wanted.branch(), mode, wanted.reason(), caller);
        if (key == null) {
            return answer(requests.request(wish));
        }

        RequestId fixed = keys.id(caller.name() + "\n" + wish.channel().site(), key);
        Optional<RequestId> before = keys.answered(fixed, wanted.toString());
        if (before.isEmpty()) {
            requests.request(wish.withId(fixed));
            keys.remember(fixed, wanted.toString());
        }
        return answer(fixed);
    }

    private static ResponseEntity<Requested> answer(RequestId request) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/requests/" + request))
                .body(new Requested(request.value()));
    }

    /** @param clean whether to rebuild from nothing; refresh when absent */
    record WantedBuild(
            @Nullable String branch,
            @Nullable Boolean clean,
            @Nullable String reason) {
        static final WantedBuild HEAD = new WantedBuild(null, null, null);
    }

    record Requested(String request) {}
}
