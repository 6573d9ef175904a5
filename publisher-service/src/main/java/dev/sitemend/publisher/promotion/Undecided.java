package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.build.Builds;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds builds whose outcome concerns the publication log, and that the log may say nothing about. */
final class Undecided {
    private final Builds builds;

    Undecided(Builds builds) {
        this.builds = builds;
    }

    /** The channel's newest success or vanished branch with a number above {@code mark}. */
    Optional<Report> newest(ChannelId channel, Optional<BuildNumber> mark) {
        return newestFirst(channel.site())
                .takeWhile(build -> mark.isEmpty() || build.isAbove(mark.get()))
                .flatMap(build -> report(channel.site(), build).stream())
                .filter(report -> report.channel().equals(channel) && concernsTheLog(report))
                .findFirst();
    }

    /** The channels of the site's newest builds. */
    Set<ChannelId> channels(SiteId site, int depth) {
        Set<ChannelId> channels = new TreeSet<>();
        newestFirst(site)
                .limit(depth)
                .flatMap(build -> report(site, build).stream())
                .filter(Undecided::concernsTheLog)
                .forEach(report -> channels.add(report.channel()));
        return channels;
    }

    private Stream<BuildNumber> newestFirst(SiteId site) {
        List<BuildNumber> numbers = builds.numbers(site);
        return numbers.stream().sorted(Comparator.reverseOrder());
    }

    private Optional<Report> report(SiteId site, BuildNumber build) {
        try {
            return builds.report(site, build);
        } catch (CorruptObjectException e) {
            return Optional.empty(); // A report that can not be trusted says nothing.
        }
    }

    private static boolean concernsTheLog(Report report) {
        return switch (report.outcome()) {
            case Outcome.Succeeded _ -> report.cause() != Cause.AUDIT;
            case Outcome.BranchGone _ -> true;
            case Outcome.Failed _, Outcome.Abandoned _ -> false;
        };
    }
}
