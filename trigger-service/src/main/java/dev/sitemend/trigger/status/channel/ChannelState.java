package dev.sitemend.trigger.status.channel;

import static dev.sitemend.trigger.status.channel.Phrases.count;
import static dev.sitemend.trigger.status.channel.Phrases.duration;
import static dev.sitemend.trigger.status.channel.Phrases.mode;
import static dev.sitemend.trigger.status.channel.Phrases.moment;
import static dev.sitemend.trigger.status.channel.Phrases.sentence;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.status.channel.ChannelFacts.Failure;
import dev.sitemend.trigger.status.channel.ChannelFacts.Hold;
import dev.sitemend.trigger.status.channel.ChannelFacts.Live;
import dev.sitemend.trigger.status.channel.ChannelFacts.OpenDeadLetter;
import dev.sitemend.trigger.status.channel.ChannelFacts.Quarantine;
import dev.sitemend.trigger.status.channel.ChannelFacts.Running;
import dev.sitemend.trigger.status.channel.ChannelFacts.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a channel, in one word and two sentences.
 *
 * @param why what happened
 * @param next what Sitemend or a person does about it
 */
public record ChannelState(State state, String why, String next) {
    // A free builder takes a request within a second or two; one that waits longer than this waits for a builder.
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NOTHING_TO_DO = "Nothing to do.";

    /** Whether nothing more happens before somebody acts; a lock is somebody's will, and no call for another. */
    public boolean needsAPerson() {
        return state == State.QUARANTINED || (state == State.BEHIND && !next.startsWith("Nothing to do"));
    }

    /**
     * What a person has to act on comes first, then what a person holds on purpose, then what is at work.
     *
     * @param now the moment that the facts are of
     */
    public static ChannelState of(ChannelFacts facts, Instant now) {
        if (facts.retired() && facts.waiting().isEmpty() && facts.publishing().isEmpty()) {
            return new ChannelState(
                    State.CURRENT,
                    "The branch is gone; nothing of it is served any more.",
                    "Nothing to do. A push of the branch brings it back.");
        }
        if (isAtRest(facts)) {
            Optional<ChannelState> quarantined = quarantined(facts);
            if (quarantined.isPresent()) {
                return quarantined.get();
            }
        }

        if (facts.hold() != null) {
            return locked(facts, facts.hold());
        }

        return healing(facts)
                .or(() -> building(facts))
                .or(() -> queued(facts, now))
                .or(() -> failed(facts))
                .or(() -> heldBack(facts))
                .orElseGet(() -> resting(facts));
    }

    /** Whether nothing is on its way that could end a quarantine. */
    private static boolean isAtRest(ChannelFacts facts) {
        return facts.publishing().isEmpty() && facts.waiting().isEmpty();
    }

    private static Optional<ChannelState> quarantined(ChannelFacts facts) {
        Failure failure = facts.failure();
        Quarantine quarantine = facts.quarantine();
        if (failure != null
                && (quarantine == null || failure.build().isAbove(quarantine.build()))
                && !failure.asksForHeal()) {
            // The publisher's word is on its way; the rule that it follows is known.
            return Optional.of(quarantined(
                    facts,
                    new Quarantine(
                            failure.build(), failure.revision(), failure.failure(), failure.message(), failure.at())));
        }
        if (quarantine == null || (failure != null && failure.build().isAbove(quarantine.build()))) {
            return Optional.empty();
        }

        // The publisher's reason says all of this again, and for visitors, too; the report has just the cause.
        Quarantine cause = failure == null
                ? quarantine
                : new Quarantine(
                        quarantine.build(),
                        quarantine.revision(),
                        quarantine.failure(),
                        failure.message(),
                        quarantine.at());
        return Optional.of(quarantined(facts, cause));
    }

    private static ChannelState quarantined(ChannelFacts facts, Quarantine quarantine) {
        String why = switch (quarantine.failure()) {
            case CONFIGURATION -> "The settings are wrong, says build " + quarantine.build() + ": ";
            case REPOSITORY -> "The Git host refuses us, says build " + quarantine.build() + ": ";
            default ->
                facts.deadLetter() != null
                        ? "The clean rebuild " + quarantine.build() + " failed too: "
                        : "Clean rebuild " + quarantine.build() + " failed: ";
        };
        return new ChannelState(
                State.QUARANTINED,
                why + sentence(quarantine.reason()),
                verb(facts, quarantine.failure()) + "; " + stays(facts) + ".");
    }

    private static String verb(ChannelFacts facts, FailureClass failure) {
        return failure == FailureClass.REPOSITORY
                ? "Mend the site's repository setting or our access, then ask for a build (sitemend build "
                        + facts.channel() + ")"
                : "Push a fix";
    }

    private static ChannelState locked(ChannelFacts facts, Hold hold) {
        String until = hold.until() == null ? "" : " until " + moment(hold.until());
        String deed = hold.rolledBackTo() == null
                ? "Locked by " + hold.by() + until
                : hold.by() + " rolled back to " + hold.rolledBackTo() + " on " + moment(hold.at());
        String why = deed + ": “" + hold.reason() + "”. Builds go on" + readyOrUnderWay(facts) + ".";
        String next = hold.until() == null
                ? "Nothing goes live before somebody unlocks the channel."
                : "Nothing to do: publishing goes on by itself then.";
        return new ChannelState(State.LOCKED, why, next);
    }

    private static String readyOrUnderWay(ChannelFacts facts) {
        List<Running> publishing = facts.publishing();
        if (facts.built() != null && facts.isNewestSuccessHeldBack()) {
            return "; " + facts.built().build() + " is ready";
        }
        if (!publishing.isEmpty()) {
            return "; " + publishing.getLast().build() + " is under way";
        }
        return "";
    }

    private static Optional<ChannelState> healing(ChannelFacts facts) {
        Optional<Running> heal = facts.heal();
        Optional<Waiting> asked = facts.waiting().stream()
                .filter(request -> request.cause() == Cause.HEAL)
                .findFirst();
        OpenDeadLetter letter = facts.deadLetter();
        Failure failure = facts.failure();
        boolean broken = heal.isPresent()
                || asked.isPresent()
                || (letter != null && isAtRest(facts) && !isAnsweredByFailure(facts, letter.build()))
                || (failure != null && isAtRest(facts) && failure.asksForHeal() && failure.discardedBy() == null);
        if (!broken) {
            return Optional.empty();
        }

        String what = heal.map(build -> progress(build, facts) + ".")
                .orElse(
                        asked.isPresent() || (letter != null && letter.healing())
                                ? "A clean rebuild is queued."
                                : "Sitemend asks for a clean rebuild.");
        return Optional.of(new ChannelState(
                State.HEALING, failedRefresh(facts, heal) + " " + what, "Nothing to do; " + stays(facts) + "."));
    }

    private static boolean isAnsweredByFailure(ChannelFacts facts, BuildNumber refresh) {
        return facts.failure() != null && facts.failure().build().isAbove(refresh);
    }

    private static String failedRefresh(ChannelFacts facts, Optional<Running> heal) {
        if (facts.deadLetter() != null) {
            return "Refresh " + facts.deadLetter().build() + " failed: "
                    + sentence(facts.deadLetter().message());
        }
        if (facts.failure() != null) {
            return mode(facts.failure().mode()) + " " + facts.failure().build() + " failed: "
                    + sentence(facts.failure().message());
        }
        return heal.map(Running::healOf)
                .map(failed -> "Refresh " + failed + " failed.")
                .orElse("A refresh failed.");
    }

    private static Optional<ChannelState> building(ChannelFacts facts) {
        List<Running> publishing = facts.publishing();
        if (publishing.isEmpty()) {
            return Optional.empty();
        }

        String behind = facts.waiting().isEmpty()
                ? ""
                : " Behind it " + count(facts.waiting().size(), "request waits", "requests wait") + ".";
        return Optional.of(new ChannelState(
                State.BUILDING,
                progress(publishing.getLast(), facts) + "." + behind,
                facts.live() == null
                        ? "Nothing to do. It goes live when it is done."
                        : "Nothing to do; " + stays(facts) + " until it is done."));
    }

    /** {@code Refresh #1206 is at generate, usually 12 s}. */
    private static String progress(Running build, ChannelFacts facts) {
        String step = build.step() == null ? " has begun" : " is at step “" + build.step() + "”";
        String usually = facts.usual(build.mode())
                .map(usual -> ", usually " + duration(usual))
                .orElse("");
        return mode(build.mode()) + " " + build.build() + step + usually;
    }

    private static Optional<ChannelState> queued(ChannelFacts facts, Instant now) {
        if (facts.waiting().isEmpty()) {
            return Optional.empty();
        }

        Duration waited = Duration.between(facts.waiting().getFirst().at(), now);
        String why = count(facts.waiting().size(), "request is", "requests are") + " queued, the oldest for "
                + duration(waited) + ".";
        String next = waited.compareTo(PATIENCE) > 0
                ? "No builder has taken it yet: see whether one is running, and what it builds."
                : "Nothing to do: the next free builder takes it.";
        return Optional.of(new ChannelState(State.BEHIND, why, next));
    }

    private static Optional<ChannelState> failed(ChannelFacts facts) {
        Failure failure = facts.failure();
        if (failure == null) {
            return Optional.empty();
        }

        String discarded = failure.discardedBy() == null
                ? ""
                : " " + failure.discardedBy() + " discarded its dead letter, so nothing mends it.";
        return Optional.of(new ChannelState(
                State.BEHIND,
                mode(failure.mode()) + " " + failure.build() + " failed: " + sentence(failure.message()) + discarded,
                "Push a fix, or ask for a clean rebuild (sitemend build " + facts.channel() + " --clean); "
                        + stays(facts) + "."));
    }

    private static Optional<ChannelState> heldBack(ChannelFacts facts) {
        if (facts.built() == null || !facts.isNewestSuccessHeldBack()) {
            return Optional.empty();
        }
        if (facts.refusal() != null
                && facts.refusal().build().equals(facts.built().build())) {
            return Optional.of(new ChannelState(
                    State.BEHIND,
                    facts.refusal().build() + " was built, but not promoted: "
                            + sentence(facts.refusal().reason()),
                    "Ask for a build (sitemend build " + facts.channel() + "); " + stays(facts) + "."));
        }

        return Optional.of(new ChannelState(
                State.BEHIND,
                facts.built().build() + " is built and waits for the publisher.",
                "Nothing to do; " + stays(facts) + " until then."));
    }

    private static ChannelState resting(ChannelFacts facts) {
        Live live = facts.live();
        if (live == null) {
            return new ChannelState(
                    State.BEHIND,
                    facts.head() == null
                            ? "No builds yet."
                            : "Nothing is live yet; the newest commit is "
                                    + abbreviated(facts.head().revision()) + ".",
                    "The next push to " + facts.channel().branch() + " starts a build.");
        }
        if (facts.head() != null && !facts.isHeadLive()) {
            return new ChannelState(
                    State.BEHIND,
                    "The newest commit " + abbreviated(facts.head().revision()) + " is not built; " + live.build()
                            + " of " + abbreviated(live.revision()) + " is live.",
                    "Ask for a build (sitemend build " + facts.channel() + ").");
        }

        String audit = facts.running().isEmpty()
                ? ""
                : " Audit " + facts.running().getLast().build() + " is under way.";
        return new ChannelState(
                State.CURRENT,
                live.build() + " of " + abbreviated(live.revision()) + " is live: the newest commit." + audit,
                NOTHING_TO_DO);
    }

    private static String stays(ChannelFacts facts) {
        return facts.live() == null ? "nothing is live yet" : facts.live().build() + " stays live";
    }

    private static String abbreviated(Revision revision) {
        return revision.abbreviated();
    }
}
