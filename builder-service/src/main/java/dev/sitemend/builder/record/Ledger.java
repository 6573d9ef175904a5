package dev.sitemend.builder.record;

import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.PartitionEnds;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.tree.Trees;
import java.time.Clock;
import java.util.function.Supplier;

/** All that a builder writes with, assembled. */
public record Ledger(
        Builds builds,
        Bases bases,
        Claims claims,
        Reports reports,
        Announcements announcements,
        Heals heals,
        Archive archive,
        UntilAvailable untilAvailable) {
    /** What is in the store. */
    public record Shelves(Builds builds, Caches caches, HealMarks marks, PublicationLog publication, Trees trees) {}

    /** What is outside: the log, who watches, and time. */
    public record Surroundings(
            EventPublisher events, Traces traces, PartitionEnds ends, Clock clock, Pauses pauses, Backoff backoff) {}

    /** Puts the parts together. */
    public static Ledger assemble(
            Shelves shelves, Surroundings outside, BuilderId self, Supplier<WriterToken> tokens, Rules rules) {
        UntilAvailable untilAvailable = new UntilAvailable(outside.pauses(), outside.backoff());
        Announcements announcements = new Announcements(outside.events(), new ReportEvents(rules), untilAvailable);
        Reports reports = new Reports(shelves.builds(), self, outside.clock(), tokens, untilAvailable, rules);
        Claims claims = new Claims(
                new Claims.Ports(shelves.builds(), outside.ends(), outside.clock(), tokens),
                self,
                reports,
                announcements,
                untilAvailable,
                rules);
        return new Ledger(
                shelves.builds(),
                new Bases(shelves.builds(), shelves.caches(), shelves.publication(), untilAvailable, rules),
                claims,
                reports,
                announcements,
                new Heals(shelves.marks(), shelves.builds(), outside.clock(), tokens, untilAvailable, rules),
                new Archive(shelves.trees(), shelves.caches(), outside.clock(), tokens, untilAvailable),
                untilAvailable);
    }
}
