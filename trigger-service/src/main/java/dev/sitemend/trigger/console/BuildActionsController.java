package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.ForcedBuilds;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons that ask for builds. */
@Controller
final class BuildActionsController {
    private static final String CLEAN = "rebuild";

    private final ForcedBuilds builds;
    private final BuildRequests requests;

    BuildActionsController(ForcedBuilds builds, BuildRequests requests) {
        this.builds = builds;
        this.requests = requests;
    }

    @PostMapping("/sites/{site}/builds")
    ResponseEntity<String> build(
            Caller caller,
            @PathVariable String site,
            @RequestParam("branch") String branch,
            @RequestParam("mode") String mode) {
        boolean clean = mode.equals(CLEAN);
        Wish wish = builds.wish(
                site, branch, clean ? BuildMode.REBUILD : BuildMode.REFRESH, "asked for on the console", caller);
        requests.request(wish);
        return Pages.seeOther(Words.site(wish.channel().site().value()) + "?branch="
                + Words.segment(wish.channel().branch().value()) + "&done=" + (clean ? CLEAN : "refresh"));
    }
}
