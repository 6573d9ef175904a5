package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the publisher decided: the publication logs, and what did not get into them. */
final class PublicationProjection {
    private static final String PUBLISHER = "publisher";

    private final JdbcClient jdbc;

    PublicationProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void apply(PromotionEvent event) {
        switch (event) {
            case PromotionEvent.Promoted e ->
                generation(
                        e.channel(),
                        new Entry(
                                e.generation(),
                                GenerationKind.PROMOTED,
                                e.build(),
                                e.revision(),
                                e.at(),
                                PUBLISHER,
                                null,
                                null));
            case PromotionEvent.RolledBack e ->
                generation(
                        e.channel(),
                        new Entry(
                                e.generation(),
                                GenerationKind.ROLLED_BACK,
                                e.build(),
                                e.revision(),
                                e.at(),
                                e.by(),
                                e.reason(),
                                null));
            case PromotionEvent.Locked e ->
                generation(
                        e.channel(),
                        new Entry(
                                e.generation(),
                                GenerationKind.LOCKED,
                                null,
                                null,
                                e.at(),
                                e.by(),
                                e.reason(),
                                e.until()));
            case PromotionEvent.Unlocked e ->
                generation(
                        e.channel(),
                        new Entry(
                                e.generation(), GenerationKind.UNLOCKED, null, null, e.at(), e.by(), e.reason(), null));
            case PromotionEvent.ChannelRetired e ->
                generation(
                        e.channel(),
                        new Entry(
                                e.generation(),
                                GenerationKind.RETIRED,
                                e.build(),
                                null,
                                e.at(),
                                PUBLISHER,
                                null,
                                null));
            case PromotionEvent.BuildsCollected e ->
                generation(
                        e.channel(),
                        new Entry(
                                e.generation(),
                                GenerationKind.COLLECTED,
                                null,
                                null,
                                e.at(),
                                PUBLISHER,
                                named(e),
                                null));
            case PromotionEvent.ChannelQuarantined quarantined -> quarantined(quarantined);
            case PromotionEvent.PromotionRefused refused -> refused(refused);
            case PromotionEvent.Drifted _, PromotionEvent.CommandRefused _ -> {
                // Told to who follows the events; no list or state asks for it.
            }
        }
    }

    private static String named(PromotionEvent.BuildsCollected event) {
        return event.builds().stream().map(BuildNumber::toString).collect(Collectors.joining(", "));
    }

    private record Entry(
            GenerationNumber number,
            GenerationKind kind,
            @Nullable BuildNumber build,
            @Nullable Revision revision,
            Instant at,
            String by,
            @Nullable String reason,
            @Nullable Instant until) {}

    private void generation(ChannelId channel, Entry entry) {
        jdbc.sql("""
                merge into generation (site, branch, number, kind, build, revision, written_at, written_by, reason, until)
                key (site, branch, number)
                values (:site, :branch, :number, :kind, :build, :revision, :at, :by, :reason, :until)""")
                .params(Parameters.of(channel)
                        .with("number", entry.number())
                        .with("kind", entry.kind())
                        .with("build", entry.build())
                        .with("revision", entry.revision())
                        .with("at", entry.at())
                        .with("by", entry.by())
                        .with("reason", entry.reason())
                        .with("until", entry.until())
                        .map())
                .update();
    }

    private void quarantined(PromotionEvent.ChannelQuarantined event) {
        jdbc.sql("""
                merge into quarantine (site, branch, build, revision, failure, reason, quarantined_at)
                key (site, branch, build)
                values (:site, :branch, :build, :revision, :failure, :reason, :at)""")
                .params(Parameters.of(event.channel())
                        .with("build", event.build())
                        .with("revision", event.revision())
                        .with("failure", event.failure())
                        .with("reason", event.reason())
                        .with("at", event.at())
                        .map())
                .update();
    }

    private void refused(PromotionEvent.PromotionRefused event) {
        jdbc.sql("""
                merge into refusal (site, branch, build, reason, refused_at)
                key (site, branch, build)
                values (:site, :branch, :build, :reason, :at)""")
                .params(Parameters.of(event.channel())
                        .with("build", event.build())
                        .with("reason", event.reason())
                        .with("at", event.at())
                        .map())
                .update();
    }
}
