package dev.sitemend.trigger.status;

import static dev.sitemend.trigger.status.channel.Phrases.mode;
import static dev.sitemend.trigger.status.channel.Phrases.sentence;

import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.trigger.status.RequestFate.State;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers what became of a wish, from its build, and from what was done where that failed. */
public final class RequestFates {
    private final JdbcClient jdbc;
    private final BuildRows builds;
    private final DeadLetterRows deadLetters;
    private final ChannelRows channels;

    RequestFates(JdbcClient jdbc, BuildRows builds, DeadLetterRows deadLetters, ChannelRows channels) {
        this.jdbc = jdbc;
        this.builds = builds;
        this.deadLetters = deadLetters;
        this.channels = channels;
    }

    public Optional<RequestRow> request(RequestId id) {
        return jdbc.sql("select * from request where id = :id")
                .param("id", id.value())
                .query(RequestRow::read)
                .optional();
    }

    /** The requests whose ids begin so, by channel. */
    public List<RequestRow> requestsNamed(String prefix) {
        return jdbc.sql("select * from request where id >= :from and id < :to order by site, branch")
                .param("from", prefix)
                .param("to", prefix + "~")
                .query(RequestRow::read)
                .list();
    }

    public RequestFate fate(RequestRow request) {
        ChannelFacts facts = channels.facts(request.channel());
        List<BuildRow> own = builds.of(request.id());
        Optional<BuildRow> build =
                own.stream().filter(row -> row.state() != BuildState.ABANDONED).reduce((_, last) -> last);
        Optional<BuildRow> covering = build.isPresent() || request.coveredBy() == null
                ? Optional.empty()
                : builds.build(request.channel().site(), request.coveredBy());
        return build.or(() -> covering)
                .map(row -> of(row, covering.isPresent(), facts))
                .or(() -> own.isEmpty() ? Optional.empty() : superseded(own.getLast(), facts))
                .orElseGet(() -> request.coveredBy() == null
                        ? waiting(request, facts)
                        : covered(request.coveredBy(), facts, request.coveredBy()));
    }

    private RequestFate of(BuildRow row, boolean covering, ChannelFacts facts) {
        BuildNumber number = row.number();
        @Nullable BuildNumber build = covering ? null : number;
        @Nullable BuildNumber coveredBy = covering ? number : null;
        return switch (row.state()) {
            case RUNNING, ABANDONED ->
                new RequestFate(
                        State.BUILDING, build, coveredBy, null, null, null, false, named(row) + " is under way.");
            case SUCCEEDED ->
                covering
                        ? covered(number, facts, number)
                        : new RequestFate(
                                State.SUCCEEDED,
                                build,
                                null,
                                null,
                                null,
                                number,
                                isLive(facts, number),
                                named(row) + " succeeded" + liveWords(facts, number));
            case GONE ->
                new RequestFate(
                        State.GONE,
                        build,
                        coveredBy,
                        null,
                        null,
                        null,
                        false,
                        "The branch does not exist any more; nothing of it is served.");
            case FAILED -> failed(row, build, coveredBy, facts);
        };
    }

    private RequestFate failed(
            BuildRow row, @Nullable BuildNumber build, @Nullable BuildNumber coveredBy, ChannelFacts facts) {
        String failure =
                named(row) + " failed: " + sentence(Objects.requireNonNullElse(row.message(), "no reason given"));
        Optional<DeadLetterRow> letter = deadLetters.of(row.channel(), row.number());
        Optional<BuildRow> heal = builds.healOf(row.channel(), row.number());
        Optional<BuildRow> success = builds.successAfter(row.channel(), row.number());
        Draft draft = new Draft(build, coveredBy, letter.map(DeadLetterRow::id).orElse(null), facts);
        if (heal.isPresent() && heal.get().state() == BuildState.SUCCEEDED) {
            BuildNumber healed = heal.get().number();
            return draft.answered(
                    State.HEALED,
                    healed,
                    healed,
                    failure + " Clean rebuild " + healed + " mended it" + liveWords(facts, healed));
        }
        if (success.isPresent()) {
            BuildNumber newer = success.get().number();
            return new RequestFate(
                    State.COVERED,
                    build,
                    newer,
                    null,
                    draft.letter(),
                    newer,
                    isLive(facts, newer),
                    failure + " Build " + newer + " of a newer commit answers it" + liveWords(facts, newer));
        }
        if (heal.isPresent() && heal.get().state() == BuildState.FAILED) {
            return draft.unanswered(
                    State.QUARANTINED,
                    failure + " The clean rebuild " + heal.get().number() + " failed too: "
                            + sentence(Objects.requireNonNullElse(heal.get().message(), "no reason given"))
                            + " Push a fix.");
        }
        if (heal.isPresent()) {
            return draft.unanswered(
                    State.HEALING, failure + " Clean rebuild " + heal.get().number() + " is under way.");
        }

        return letter.map(found -> letterFate(found, failure, draft))
                .orElseGet(() -> row.mode() == BuildMode.REFRESH
                                && row.failure() != null
                                && row.failure().isMendableByRebuild()
                        ? draft.unanswered(State.HEALING, failure + " Sitemend asks for a clean rebuild.")
                        : draft.unanswered(State.QUARANTINED, failure + " Push a fix."));
    }

    private static RequestFate letterFate(DeadLetterRow letter, String failure, Draft draft) {
        return letter.resolution() == Resolution.DISCARDED
                ? draft.unanswered(State.FAILED, failure + " " + letter.resolvedBy() + " discarded its dead letter.")
                : draft.unanswered(State.HEALING, failure + " A clean rebuild is asked for.");
    }

    /** All builds of the request were abandoned, but a later build of the channel gave its answer. */
    private Optional<RequestFate> superseded(BuildRow abandoned, ChannelFacts facts) {
        return builds.successAfter(abandoned.channel(), abandoned.number())
                .map(row -> covered(row.number(), facts, row.number()));
    }

    private static RequestFate covered(BuildNumber by, ChannelFacts facts, BuildNumber answer) {
        return new RequestFate(
                State.COVERED,
                null,
                by,
                null,
                null,
                answer,
                isLive(facts, answer),
                "Build " + by + " answers it" + liveWords(facts, answer));
    }

    private static RequestFate waiting(RequestRow request, ChannelFacts facts) {
        long before = facts.waiting().stream()
                .takeWhile(waiting -> !waiting.request().equals(request.id()))
                .count();
        String behind = facts.publishing().isEmpty()
                ? ""
                : " behind build " + facts.publishing().getLast().build();
        return new RequestFate(
                State.QUEUED,
                null,
                null,
                null,
                null,
                null,
                false,
                "Queued" + behind + (before == 0 ? "." : ", with " + before + " requests before it."));
    }

    private static boolean isLive(ChannelFacts facts, BuildNumber answer) {
        return facts.live() != null && !answer.isAbove(facts.live().build());
    }

    private static String liveWords(ChannelFacts facts, BuildNumber answer) {
        if (facts.live() == null) {
            return "; it is not live yet.";
        }
        if (facts.live().build().equals(answer)) {
            return " and is live.";
        }
        return isLive(facts, answer)
                ? "; the newer " + facts.live().build() + " is live."
                : "; " + facts.live().build() + " is still live.";
    }

    private static String named(BuildRow row) {
        return (row.mode() == null ? "Build" : mode(row.mode())) + " " + row.number();
    }

    private record Draft(
            @Nullable BuildNumber build,
            @Nullable BuildNumber coveredBy,
            @Nullable DeadLetterId letter,
            ChannelFacts facts) {
        RequestFate answered(State state, BuildNumber healedBy, BuildNumber answer, String message) {
            return new RequestFate(state, build, coveredBy, healedBy, letter, answer, isLive(facts, answer), message);
        }

        RequestFate unanswered(State state, String message) {
            return new RequestFate(state, build, coveredBy, null, letter, null, false, message);
        }
    }
}
