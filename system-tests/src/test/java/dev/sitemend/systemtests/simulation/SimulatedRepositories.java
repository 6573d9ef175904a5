package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.checkout.CheckedOut;
import dev.sitemend.builder.checkout.Fetch;
import dev.sitemend.builder.checkout.Remote;
import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One builder process's mirrors. They know only what was fetched. */
final class SimulatedRepositories implements Repositories {
    private final GitHost host;
    private final Scheduler scheduler;
    private final Predicate<SiteId> lags;
    private final Fetched fetched;
    private final Set<Revision> mirror = new HashSet<>();

    /** Sees every fetch, and may say that it happened earlier. */
    interface Fetched {
        Instant asOf(Scheduler.Actor by, ChannelId channel);
    }

    SimulatedRepositories(GitHost host, Scheduler scheduler, Predicate<SiteId> lags, Fetched fetched) {
        this.host = host;
        this.scheduler = scheduler;
        this.lags = lags;
        this.fetched = fetched;
    }

    @Override
    public Fetch fetch(Remote remote, BranchName branch) {
        ChannelId channel = new ChannelId(remote.site(), branch);
        scheduler.step("fetch " + channel);
        if (scheduler.choices().happens(scheduler.faults().unavailable())) {
            return new Fetch.Unreachable("The Git host does not answer");
        }

        Optional<Revision> head =
                host.shown(channel, fetched.asOf(scheduler.current(), channel), lags.test(remote.site()));
        scheduler.step("fetched " + channel + ": " + head.map(Revision::value).orElse("no branch"));
        for (Optional<Revision> at = head; at.isPresent(); at = host.parent(at.get())) {
            mirror.add(at.get());
        }
        return head.<Fetch>map(Fetch.Head::new).orElseGet(Fetch.NoBranch::new);
    }

    @Override
    public boolean contains(SiteId site, Revision head, Revision revision) {
        return mirror.contains(head) && host.contains(head, revision);
    }

    @Override
    public CheckedOut checkOut(SiteId site, Revision revision, Optional<Revision> held, Path into) {
        scheduler.step("check out " + revision);
        try {
            Files.writeString(into.resolve("revision"), revision.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CheckedOut.Anew();
    }

    @Override
    public SourceChanges changes(SiteId site, Revision from, Revision to) {
        return new SourceChanges(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    @Override
    public Instant commitTime(SiteId site, Revision revision) {
        return Scheduler.START;
    }

    @Override
    public Path objects(SiteId site) {
        return Path.of("objects");
    }
}
