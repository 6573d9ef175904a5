package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Creation;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known about the builds of one site. */
final class SiteIndex {
    private static final Logger LOG = LoggerFactory.getLogger(SiteIndex.class);

    // Logs, and uploads under way that some stores show, say nothing about a build's state.
    private static final Pattern DOCUMENT = Pattern.compile("([0-9]{10})/(claim|report)\\.json");

    // A lost race whose winner can not be seen is a store that reads stale; it catches up or it is unavailable.
    private static final int BLIND_TRIES = 5;

    private final SiteId site;
    private final ObjectStore store;
    private final BuildDocuments documents;
    private final ReentrantLock lock = new ReentrantLock();

    private final TreeSet<Long> numbers = new TreeSet<>();
    private final NavigableMap<Long, Claim> open = new TreeMap<>();
    private final ClosedBuilds closed;
    private boolean listed;
    private long highest;

    SiteIndex(SiteId site, ObjectStore store, BuildDocuments documents) {
        this.site = site;
        this.store = store;
        this.documents = documents;
        this.closed = new ClosedBuilds(site, documents.reports());
    }

    ChannelBuilds channel(ChannelId channel) {
        return locked(() -> {
            refresh();
            closeReported(channel);
            Optional<Report> newestSuccess = closed.newestSuccess(channel);
            List<Claim> stillOpen = open.values().stream()
                    .filter(claim -> claim.channel().equals(channel))
                    .toList();
            return new ChannelBuilds(stillOpen, newestSuccess, closed.newestAnswer(channel));
        });
    }

    List<Report> successesAbove(ChannelId channel, long mark) {
        return locked(() -> {
            refresh();
            closeReported(channel);
            return closed.successesAbove(channel, mark);
        });
    }

    List<BuildNumber> numbers() {
        return locked(() -> {
            refresh();
            return numbers.stream().map(BuildNumber::new).toList();
        });
    }

    Claiming claim(Function<BuildNumber, Claim> claims) {
        return locked(() -> {
            if (!listed) {
                refresh();
            }
            // Whether the number is free is what the creation asks; whoever claimed it meanwhile is seen after a loss.
            Claim claim = claims.apply(new BuildNumber(highest + 1));
            int blind = 0;
            while (true) {
                switch (documents.claims().create(Keys.claim(site, claim.number()), claim)) {
                    case Creation.Won() -> {
                        opened(claim);
                        return new Claiming.Claimed(claim);
                    }
                    case Creation.Unknown(RuntimeException cause) -> {
                        return new Claiming.Unknown(claim, cause);
                    }
                    case Creation.Lost() -> {
                        long before = highest;
                        refresh();
                        blind = highest > before ? 0 : blind + 1;
                    }
                }

                if (blind == BLIND_TRIES) {
                    return new Claiming.Unknown(
                            claim,
                            new StoreUnavailableException("Claim " + claim.number() + " of " + site
                                    + " is taken, but the store does not show by whom"));
                }
                claim = claims.apply(new BuildNumber(highest + 1));
            }
        });
    }

    Closing close(Report report) {
        return locked(() -> switch (documents.reports().create(Keys.report(site, report.number()), report)) {
            case Creation.Won() -> {
                close(report.number().value(), report);
                yield new Closing.Closed(report);
            }
            case Creation.Unknown(RuntimeException cause) -> new Closing.Unknown(cause);
            case Creation.Lost() ->
                documents
                        .reports()
                        .read(Keys.report(site, report.number()))
                        .<Closing>map(theirs -> {
                            close(report.number().value(), theirs);
                            return new Closing.AlreadyClosed(theirs);
                        })
                        .orElseGet(() -> new Closing.Unknown(new StoreUnavailableException("The report of "
                                + report.number() + " of " + site + " is another's, but the store does not show it")));
        });
    }

    private void refresh() {
        if (!listed) {
            list();
            listed = true;
        }

        long next;
        do {
            next = highest + 1;
        } while (probe(next));
    }

    private void list() {
        Set<Long> claimed = new TreeSet<>();
        Set<Long> reported = new HashSet<>();
        String prefix = Keys.builds(site);
        for (StoredObject object : Listing.all(store, prefix)) {
            Matcher key = DOCUMENT.matcher(object.key().value().substring(prefix.length()));
            if (key.matches()) {
                (key.group(2).equals("claim") ? claimed : reported).add(Long.parseLong(key.group(1)));
            }
        }

        for (long number : claimed) {
            if (reported.contains(number)) {
                closed.addUnread(number);
                numbers.add(number);
                highest = Math.max(highest, number);
            } else {
                probe(number);
            }
        }
    }

    /** Whether there is a claim of this number; if so, it is known from now on. */
    private boolean probe(long number) {
        Optional<Claim> claim;
        try {
            claim = documents.claims().read(Keys.claim(site, new BuildNumber(number)));
        } catch (CorruptObjectException e) {
            LOG.warn("Build #{} of {} has a claim that says nothing: {}", number, site, e.getMessage());
            numbers.add(number);
            highest = Math.max(highest, number);
            return true;
        }

        claim.ifPresent(this::opened);
        return claim.isPresent();
    }

    private void opened(Claim claim) {
        long number = claim.number().value();
        numbers.add(number);
        open.put(number, claim);
        highest = Math.max(highest, number);
    }

    /** Looks which open claims of the channel have been closed since. */
    private void closeReported(ChannelId channel) {
        for (Claim claim : new ArrayList<>(open.values())) {
            if (!claim.channel().equals(channel)) {
                continue;
            }

            long number = claim.number().value();
            try {
                documents.reports().read(Keys.report(site, claim.number())).ifPresent(report -> close(number, report));
            } catch (CorruptObjectException e) {
                LOG.warn("Build #{} of {} is closed, and says nothing: {}", number, site, e.getMessage());
                open.remove(number);
            }
        }
    }

    private void close(long number, Report report) {
        open.remove(number);
        closed.add(report);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
