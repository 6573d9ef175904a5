package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.BuildState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Histories of builds, and one build in full. */
@RestController
@RequestMapping("/api/v1/sites/{site}/builds")
final class BuildReads {
    private static final int MOST = 500;

    private final ReadAccess readable;
    private final BuildRows builds;
    private final BuildViews views;

    BuildReads(ReadAccess readable, BuildRows builds, BuildViews views) {
        this.readable = readable;
        this.builds = builds;
        this.views = views;
    }

    /**
     * A page of builds, newest first.
     *
     * @param next what {@code before} has to be for the page after this one; absent on the last page
     */
    record Page(List<BuildView> builds, @Nullable Long next) {}

    @GetMapping
    Page builds(
            Caller caller,
            @PathVariable String site,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") int limit) {
        SiteSettings settings = readable.site(caller, site);
        if (limit < 1 || limit > MOST) {
            throw Problem.INVALID.because("limit is " + limit + ": expected 1 to " + MOST + ".");
        }

        List<BuildRow> rows = builds.builds(
                settings.site(),
                branch == null ? null : new BranchName(branch),
                state == null ? null : state(state),
                before == null ? null : BuildNumber.parse(before),
                limit + 1);
        boolean more = rows.size() > limit;
        List<BuildRow> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream().map(views::brief).toList(),
                more ? page.getLast().number().value() : null);
    }

    @GetMapping("/{number}")
    BuildView build(Caller caller, @PathVariable String site, @PathVariable String number) {
        SiteSettings settings = readable.site(caller, site);
        return views.full(views.row(settings.site(), number));
    }

    private static BuildState state(String word) {
        return Arrays.stream(BuildState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.INVALID.because("state is '" + word + "': expected one of "
                        + Arrays.stream(BuildState.values())
                                .map(BuildState::word)
                                .toList()
                        + "."));
    }
}
