package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.LogEvent;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.event.RequestEvent;
import dev.sitemend.contracts.event.SiteEvent;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.messaging.Origin;
import dev.sitemend.store.site.Sites;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes in what happened, one record at a time: rows, the offset of the record and the journal change together or not
 * at all. Records that were taken in already change nothing.
 */
public final class ReadModel {
    private static final String CLUSTER = "cluster";

    private final ReadModelDatabase database;
    private final JdbcClient jdbc;
    private final Sites registry;
    private final Heartbeats heartbeats;
    private final Changes changes;
    private final Journal journal;
    private final SiteProjection sites;
    private final RequestProjection requests;
    private final BuildProjection builds;
    private final PublicationProjection publications;
    private final DeadLetterProjection deadLetters;
    private final ReentrantLock writing = new ReentrantLock();

    ReadModel(ReadModelDatabase database, Sites registry, Heartbeats heartbeats, Changes changes) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.registry = registry;
        this.heartbeats = heartbeats;
        this.changes = changes;
        this.journal = new Journal(jdbc);
        this.sites = new SiteProjection(jdbc);
        this.requests = new RequestProjection(jdbc);
        this.builds = new BuildProjection(jdbc, requests);
        this.publications = new PublicationProjection(jdbc);
        this.deadLetters = new DeadLetterProjection(jdbc);
    }

    /**
     * Takes in one record and tells who is listening.
     *
     * @throws dev.sitemend.store.StoreUnavailableException if a site's settings cannot be read now; nothing has changed
     */
    public void take(Event event, Origin place) {
        if (event instanceof BuildHeartbeat heartbeat) {
            beat(heartbeat);
            return;
        }

        Optional<SiteSettings> settings =
                event instanceof SiteEvent changed ? registry.current(changed.site()) : Optional.empty();
        Optional<Change> change = write(() -> {
            if (!advance(place)) {
                return Optional.empty();
            }

            settings.ifPresent(sites::apply);
            apply(event);
            return Optional.of(new Change(journal.append(event), event));
        });
        change.ifPresent(taken -> {
            forgetHeartbeats(taken.event());
            changes.publish(taken);
        });
    }

    /** Passes over a record that says nothing: a tombstone, or one that cannot be read. */
    public void pass(Origin place) {
        write(() -> advance(place));
    }

    /** Takes in what the object store says, without a word to anybody: it is history. */
    void remember(Iterable<Event> history) {
        write(() -> {
            history.forEach(this::apply);
            return true;
        });
    }

    /** Takes in a site's settings, as the registry has them. */
    void remember(SiteSettings settings) {
        write(() -> {
            sites.apply(settings);
            return true;
        });
    }

    /** The first offset of the partition that is not in the rows; empty when nothing of it is. */
    public OptionalLong nextOffset(String topic, int partition) {
        return jdbc.sql("select next_offset from consumed where topic = :topic and topic_partition = :partition")
                .param("topic", topic)
                .param("partition", partition)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Reading of the partition begins anew; what the rows say stays. */
    public void forgetOffset(String topic, int partition) {
        jdbc.sql("delete from consumed where topic = :topic and topic_partition = :partition")
                .param("topic", topic)
                .param("partition", partition)
                .update();
    }

    /**
     * Since when a build may be running of which the end is not known: lines printed before that are of no running
     * build.
     */
    public Instant runningSince() {
        return jdbc.sql("""
                select coalesce(
                    (select min(started_at) from build where state = 'RUNNING'),
                    (select max(finished_at) from build)) as since""")
                .query((result, _) -> Optional.ofNullable(new Row(result).optionalInstant("since")))
                .single()
                .orElse(Instant.EPOCH);
    }

    /**
     * Says whose offsets are about to be used. When they are another cluster's than those that are stored, Kafka was
     * lost, and everything is forgotten.
     *
     * @return whether the rows were made from this cluster, or from none yet
     */
    public boolean belongsTo(String cluster) {
        boolean same = database.identity(CLUSTER).map(cluster::equals).orElse(true);
        if (!same) {
            write(() -> {
                database.clear();
                return true;
            });
        }

        database.identity(CLUSTER, cluster);
        return same;
    }

    private void beat(BuildHeartbeat heartbeat) {
        if (heartbeats.beat(heartbeat)) {
            changes.publish(new Change(null, heartbeat));
        }
    }

    private void apply(Event event) {
        switch (event) {
            case SiteEvent _, LogEvent _, PublishEvent _ -> {
                // A site's settings come from the store, lines are kept elsewhere, and a command is not yet a deed.
            }
            case RequestEvent e -> requests.apply(e);
            case BuildEvent e -> builds.apply(e);
            case PromotionEvent e -> publications.apply(e);
            case DeadLetterEvent e -> deadLetters.apply(e);
        }
    }

    private void forgetHeartbeats(Event event) {
        switch (event) {
            case BuildEvent.BuildSucceeded e -> heartbeats.ended(e.channel().site(), e.build());
            case BuildEvent.BuildFailed e -> heartbeats.ended(e.channel().site(), e.build());
            case BuildEvent.BuildAbandoned e -> heartbeats.ended(e.channel().site(), e.build());
            case BuildEvent.BranchVanished e -> heartbeats.ended(e.channel().site(), e.build());
            default -> {
                // Says nothing about the end of a build.
            }
        }
    }

    /** Whether the record at {@code place} is new; counts it as taken in. */
    private boolean advance(Origin place) {
        OptionalLong next = nextOffset(place.topic(), place.partition());
        if (next.isPresent() && place.offset() < next.getAsLong()) {
            return false;
        }

        jdbc.sql("""
                merge into consumed (topic, topic_partition, next_offset) key (topic, topic_partition)
                values (:topic, :partition, :next)""")
                .param("topic", place.topic())
                .param("partition", place.partition())
                .param("next", place.offset() + 1)
                .update();
        return true;
    }

    private <T> T write(Supplier<T> deed) {
        // One writer at a time: rows are found and then changed, and the database would answer a clash with an error.
        writing.lock();
        try {
            return Objects.requireNonNull(database.transaction().execute(_ -> deed.get()));
        } catch (DataAccessException e) {
            database.noteDamage(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }
}
