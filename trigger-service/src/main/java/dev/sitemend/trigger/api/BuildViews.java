package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildRows;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what is said about builds. */
public final class BuildViews {
    private static final Logger LOG = LoggerFactory.getLogger(BuildViews.class);

    private final BuildRows builds;
    private final Builds stored;
    private final Addresses addresses;

    BuildViews(BuildRows builds, Builds stored, Addresses addresses) {
        this.builds = builds;
        this.stored = stored;
        this.addresses = addresses;
    }

    /** The build with this number, or a refusal. */
    public BuildRow row(SiteId site, String number) {
        BuildNumber build = BuildNumber.parse(number);
        return builds.build(site, build)
                .orElseThrow(() -> Problem.NOT_FOUND.because("Site " + site + " has no build " + build + "."));
    }

    /** What a list says of a build. */
    public BuildView brief(BuildRow row) {
        return BuildView.of(row, address(row));
    }

    /** Everything, the report's part too. */
    public BuildView full(BuildRow row) {
        return BuildView.of(row, address(row), report(row.channel().site(), row.number()));
    }

    private String address(BuildRow row) {
        return addresses.build(row.channel().site(), row.number());
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
}
