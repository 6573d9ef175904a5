package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gathers what the rows say about one channel. */
final class FactsReader {
    // Enough for a median that one odd build does not move, few enough to follow a site that grows.
    private static final int USUAL_SAMPLE = 10;

    /**
     * A request that nothing has answered or begun to answer. Whose builds were all abandoned waits for another one,
     * unless a later build of the channel has given its answer meanwhile.
     */
    private static final String WAITING = """
            from request r
            where r.site = :site and r.branch = :branch and r.covered_by is null
                and coalesce(r.cause, 'PUSH') <> 'AUDIT'
                and not exists (select 1 from build b where b.request = r.id and b.state <> 'ABANDONED')
                and not exists (
                    select 1 from build a join build b
                        on b.site = a.site and b.branch = a.branch and b.number > a.number
                    where a.request = r.id and b.state in ('SUCCEEDED', 'FAILED', 'GONE')
                        and coalesce(b.cause, 'PUSH') <> 'AUDIT')""";

    private final JdbcClient jdbc;
    private final Heartbeats heartbeats;

    FactsReader(JdbcClient jdbc, Heartbeats heartbeats) {
        this.jdbc = jdbc;
        this.heartbeats = heartbeats;
    }

    ChannelFacts read(ChannelId channel, Instant now) {
        ChannelFacts.Built built = built(channel).orElse(null);
        long success = built == null ? 0 : built.build().value();
        GenerationRow shown =
                newest(channel, "'PROMOTED', 'ROLLED_BACK', 'RETIRED'").orElse(null);
        ChannelFacts.Live live = live(shown);
        return new ChannelFacts(
                channel,
                head(channel).orElse(null),
                built,
                live,
                shown != null && shown.kind() == GenerationKind.RETIRED,
                hold(channel, now).orElse(null),
                running(channel),
                waiting(channel),
                failure(channel, success).orElse(null),
                quarantine(channel, success).orElse(null),
                deadLetter(channel, success).orElse(null),
                refusal(channel, success).orElse(null),
                unansweredSince(channel, live).orElse(null),
                usual(channel, BuildMode.REFRESH).orElse(null),
                usual(channel, BuildMode.REBUILD).orElse(null));
    }

    private Optional<ChannelFacts.Built> built(ChannelId channel) {
        return jdbc.sql("""
                select number, revision, mode, finished_at from build
                where site = :site and branch = :branch and state = 'SUCCEEDED' and cause <> 'AUDIT'
                order by number desc limit 1""")
                .params(Parameters.of(channel).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return new ChannelFacts.Built(
                            row.build("number"),
                            new Revision(row.text("revision")),
                            row.word("mode", BuildMode.class),
                            row.instant("finished_at"));
                })
                .optional();
    }

    private Optional<GenerationRow> newest(ChannelId channel, String kinds) {
        return jdbc.sql("select * from generation where site = :site and branch = :branch and kind in (" + kinds
                        + ") order by number desc limit 1")
                .params(Parameters.of(channel).map())
                .query(GenerationRow::read)
                .optional();
    }

    private static ChannelFacts.@Nullable Live live(@Nullable GenerationRow shown) {
        if (shown == null || shown.kind() == GenerationKind.RETIRED) {
            return null;
        }

        return new ChannelFacts.Live(
                new GenerationNumber(shown.number()),
                Objects.requireNonNull(shown.build()),
                Objects.requireNonNull(shown.revision()),
                shown.at(),
                shown.by());
    }

    private Optional<ChannelFacts.Hold> hold(ChannelId channel, Instant now) {
        return newest(channel, "'LOCKED', 'UNLOCKED', 'ROLLED_BACK'")
                .filter(entry -> entry.kind() != GenerationKind.UNLOCKED)
                .filter(entry -> entry.until() == null || now.isBefore(entry.until()))
                .map(entry -> new ChannelFacts.Hold(
                        entry.by(),
                        Objects.requireNonNullElse(entry.reason(), ""),
                        entry.until(),
                        entry.build(),
                        entry.at()));
    }

    private List<ChannelFacts.Running> running(ChannelId channel) {
        return jdbc.sql("""
                select * from build where site = :site and branch = :branch and state = 'RUNNING'
                    and started_at is not null
                order by number""")
                .params(Parameters.of(channel).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    BuildNumber number = row.build("number");
                    return new ChannelFacts.Running(
                            number,
                            row.word("mode", BuildMode.class),
                            row.word("cause", Cause.class),
                            row.optionalRequest("request"),
                            row.optionalBuild("heal_of"),
                            heartbeats
                                    .newest(channel.site(), number)
                                    .map(BuildHeartbeat::step)
                                    .orElse(null),
                            row.instant("started_at"));
                })
                .list();
    }

    private List<ChannelFacts.Waiting> waiting(ChannelId channel) {
        return jdbc.sql("select r.* " + WAITING + " and r.requested_at is not null order by r.requested_at, r.id")
                .params(Parameters.of(channel).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return new ChannelFacts.Waiting(
                            new RequestId(row.text("id")),
                            row.word("cause", Cause.class),
                            row.word("mode", BuildMode.class),
                            row.optionalRevision("revision"),
                            row.instant("requested_at"));
                })
                .list();
    }

    private Optional<ChannelFacts.Failure> failure(ChannelId channel, long success) {
        return jdbc.sql("""
                select b.*, d.resolved_by from build b
                left join dead_letter d
                    on d.site = b.site and d.branch = b.branch and d.build = b.number and d.resolution = 'DISCARDED'
                where b.site = :site and b.branch = :branch and b.state = 'FAILED' and b.cause <> 'AUDIT'
                    and b.number > :success
                order by b.number desc limit 1""")
                .params(Parameters.of(channel).with("success", success).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return new ChannelFacts.Failure(
                            row.build("number"),
                            row.word("mode", BuildMode.class),
                            row.optionalRevision("revision"),
                            row.word("failure", FailureClass.class),
                            row.text("message"),
                            row.instant("finished_at"),
                            row.optionalText("resolved_by"));
                })
                .optional();
    }

    private Optional<ChannelFacts.Quarantine> quarantine(ChannelId channel, long success) {
        return jdbc.sql("""
                select * from quarantine where site = :site and branch = :branch and build > :success
                order by build desc limit 1""")
                .params(Parameters.of(channel).with("success", success).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return new ChannelFacts.Quarantine(
                            row.build("build"),
                            row.optionalRevision("revision"),
                            row.word("failure", FailureClass.class),
                            row.text("reason"),
                            row.instant("quarantined_at"));
                })
                .optional();
    }

    private Optional<ChannelFacts.OpenDeadLetter> deadLetter(ChannelId channel, long success) {
        return jdbc.sql("""
                select * from dead_letter where site = :site and branch = :branch and build > :success
                    and (resolution is null or resolution <> 'DISCARDED')
                order by build desc limit 1""")
                .params(Parameters.of(channel).with("success", success).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return new ChannelFacts.OpenDeadLetter(
                            new DeadLetterId(row.text("id")),
                            row.build("build"),
                            row.text("message"),
                            row.instant("set_aside_at"),
                            row.optionalWord("resolution", Resolution.class) != null);
                })
                .optional();
    }

    private Optional<ChannelFacts.Refusal> refusal(ChannelId channel, long success) {
        return jdbc.sql("select * from refusal where site = :site and branch = :branch and build = :success")
                .params(Parameters.of(channel).with("success", success).map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return new ChannelFacts.Refusal(row.build("build"), row.text("reason"), row.instant("refused_at"));
                })
                .optional();
    }

    /** What a push or the reconciler saw last, or what a build fetched after that. A deleted branch has no head. */
    private Optional<ChannelFacts.Head> head(ChannelId channel) {
        Optional<Seen> announced = jdbc.sql("""
                select r.revision, r.requested_at as seen_at, r.cause,
                    coalesce((select max(b.number) from build b where b.request = r.id and b.state <> 'ABANDONED'),
                        r.covered_by) as number
                from request r
                where r.site = :site and r.branch = :branch and r.announced and r.cause in ('PUSH', 'RECONCILE')
                order by r.requested_at desc, r.id desc limit 1""")
                .params(Parameters.of(channel).map())
                .query(Seen::read)
                .optional();
        Optional<Seen> fetched = jdbc.sql("""
                select revision, started_at as seen_at, cause, number from build
                where site = :site and branch = :branch and cause <> 'AUDIT'
                    and (revision is not null or state = 'GONE')
                order by number desc limit 1""")
                .params(Parameters.of(channel).map())
                .query(Seen::read)
                .optional();

        boolean fetchedLater =
                fetched.isPresent() && (announced.isEmpty() || fetched.get().isNewsAfter(announced.get()));
        return (fetchedLater ? fetched : announced)
                .filter(seen -> seen.revision() != null)
                .map(seen -> new ChannelFacts.Head(
                        Objects.requireNonNull(seen.revision()),
                        seen.at(),
                        fetchedLater ? "build " + seen.build() : seen.cause()));
    }

    private record Seen(
            @Nullable Revision revision,
            Instant at,
            String cause,
            @Nullable BuildNumber build) {
        static Seen read(ResultSet result, int number) throws SQLException {
            Row row = new Row(result);
            Instant at = row.optionalInstant("seen_at");
            String cause = row.optionalText("cause");
            return new Seen(
                    row.optionalRevision("revision"),
                    at == null ? Instant.EPOCH : at,
                    "PUSH".equals(cause) ? "push" : "reconciliation",
                    row.optionalBuild("number"));
        }

        /** Whether this build fetched something else than was announced, and later. */
        boolean isNewsAfter(Seen announced) {
            return isLaterThan(announced) && !Objects.equals(revision, announced.revision());
        }

        /** Whether this build's fetch came after the announcement: it answered it, or a later one, or began later. */
        private boolean isLaterThan(Seen announced) {
            boolean answered = announced.build() != null
                    && build != null
                    && !announced.build().isAbove(build);
            return answered || (announced.build() == null && at.isAfter(announced.at()));
        }
    }

    private Optional<Instant> unansweredSince(ChannelId channel, ChannelFacts.@Nullable Live live) {
        return jdbc.sql("select min(requested_at) from (select r.requested_at " + WAITING + """

                    union all
                    select r.requested_at from request r
                    where r.site = :site and r.branch = :branch and coalesce(r.cause, 'PUSH') <> 'AUDIT'
                        and (r.covered_by > :live or exists (
                            select 1 from build b where b.request = r.id and b.number > :live
                                and b.state in ('RUNNING', 'SUCCEEDED', 'FAILED')))
                ) as unanswered""")
                .params(Parameters.of(channel)
                        .with("live", live == null ? 0L : live.build().value())
                        .map())
                .query((result, _) -> Optional.ofNullable(result.getObject(1, Instant.class)))
                .single();
    }

    private Optional<Duration> usual(ChannelId channel, BuildMode mode) {
        List<Duration> sorted = jdbc
                .sql("""
                select started_at, finished_at from build
                where site = :site and branch = :branch and mode = :mode and state = 'SUCCEEDED'
                    and started_at is not null
                order by number desc limit :sample""")
                .params(Parameters.of(channel)
                        .with("mode", mode)
                        .with("sample", USUAL_SAMPLE)
                        .map())
                .query((result, _) -> {
                    Row row = new Row(result);
                    return Duration.between(row.instant("started_at"), row.instant("finished_at"));
                })
                .list()
                .stream()
                .sorted()
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
}
