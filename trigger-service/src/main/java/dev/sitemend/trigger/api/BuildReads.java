package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.BuildState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Histories of builds, and one build in full. */
@RestController
@RequestMapping("/api/v1/sites/{site}/builds")
final class BuildReads {
    private static final Logger LOG = LoggerFactory.getLogger(BuildReads.class);
    private static final int MOST = 500;

    private final ReadAccess readable;
    private final BuildRows builds;
    private final Builds stored;
    private final Addresses addresses;

    BuildReads(ReadAccess readable, BuildRows builds, Builds stored, Addresses addresses) {
        this.readable = readable;
        this.builds = builds;
        this.stored = stored;
        this.addresses = addresses;
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
                page.stream()
                        .map(row -> BuildView.of(row, addresses.build(settings.site(), row.number())))
                        .toList(),
                more ? page.getLast().number().value() : null);
    }

    @GetMapping("/{number}")
    BuildView build(Caller caller, @PathVariable String site, @PathVariable String number) {
        SiteSettings settings = readable.site(caller, site);
        BuildRow row = row(builds, settings.site(), number);
        return BuildView.of(row, addresses.build(settings.site(), row.number()), report(settings.site(), row.number()));
    }

    /** The build with this number, or a refusal. */
    static BuildRow row(BuildRows builds, SiteId site, String number) {
        BuildNumber build = BuildNumber.parse(number);
        return builds.build(site, build)
                .orElseThrow(() -> Problem.NOT_FOUND.because("Site " + site + " has no build " + build + "."));
    }

    /** What only the report says. Without the store the rest is still true. */
    private Optional<Report> report(SiteId site, BuildNumber build) {
        try {
            return stored.report(site, build);
        } catch (StoreUnavailableException | UnreadableObjectException e) {
            LOG.warn("Build {} of {} is shown without its report: {}", build, site, e.getMessage());
            return Optional.empty();
        }
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
