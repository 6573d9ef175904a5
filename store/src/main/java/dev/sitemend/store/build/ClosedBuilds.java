package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports of one site, as far as they were read. Old ones are read from the newest down, and only as far as a
 * question needs. Not safe for use by several threads.
 */
final class ClosedBuilds {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedBuilds.class);

    private final SiteId site;
    private final Documents<Report> reports;
    private final TreeSet<Long> unread = new TreeSet<>();
    private final Map<ChannelId, TreeMap<Long, Report>> successes = new HashMap<>();
    private final Map<ChannelId, Report> newestAnswers = new HashMap<>();

    ClosedBuilds(SiteId site, Documents<Report> reports) {
        this.site = site;
        this.reports = reports;
    }

    void addUnread(long number) {
        unread.add(number);
    }

    void add(Report report) {
        unread.remove(report.number().value());
        if (report.isSuccess()) {
            successes
                    .computeIfAbsent(report.channel(), _ -> new TreeMap<>())
                    .put(report.number().value(), report);
        }
        if (report.isAnswer()) {
            newestAnswers.merge(report.channel(), report, (a, b) -> a.number().isAbove(b.number()) ? a : b);
        }
    }

    Optional<Report> newestSuccess(ChannelId channel) {
        while (!unread.isEmpty() && unread.last() > newestSuccessNumber(channel)) {
            readNewestUnread();
        }

        TreeMap<Long, Report> known = successes.get(channel);
        return known == null ? Optional.empty() : Optional.of(known.lastEntry().getValue());
    }

    Optional<Report> newestAnswer(ChannelId channel) {
        // A success is an answer: whatever is older than the newest success is not the newest answer.
        newestSuccess(channel);
        return Optional.ofNullable(newestAnswers.get(channel));
    }

    List<Report> successesAbove(ChannelId channel, long mark) {
        while (!unread.isEmpty() && unread.last() > mark) {
            readNewestUnread();
        }

        TreeMap<Long, Report> known = successes.get(channel);
        return known == null
                ? List.of()
                : List.copyOf(new ArrayList<>(known.tailMap(mark, false).values()));
    }

    private long newestSuccessNumber(ChannelId channel) {
        TreeMap<Long, Report> known = successes.get(channel);
        return known == null ? 0 : known.lastKey();
    }

    private void readNewestUnread() {
        long number = unread.last();
        try {
            reports.read(Keys.report(site, new BuildNumber(number))).ifPresent(this::add);
        } catch (CorruptObjectException e) {
            LOG.warn("Build #{} of {} is closed, and says nothing: {}", number, site, e.getMessage());
        }
        unread.remove(number);
    }
}
