package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.heal.Marking;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one heal per channel, revision and fingerprint through. */
public final class Heals {
    private static final Logger LOG = LoggerFactory.getLogger(Heals.class);

    private final HealMarks marks;
    private final Builds builds;
    private final Clock clock;
    private final Supplier<WriterToken> tokens;
    private final UntilAvailable untilAvailable;
    private final Rules rules;

    public Heals(
            HealMarks marks,
            Builds builds,
            Clock clock,
            Supplier<WriterToken> tokens,
            UntilAvailable untilAvailable,
            Rules rules) {
        this.marks = marks;
        this.builds = builds;
        this.clock = clock;
        this.tokens = tokens;
        this.untilAvailable = untilAvailable;
        this.rules = rules;
    }

    /** What a heal may do. */
    public sealed interface Permission {
        /** Its mark is written: build. */
        record Granted() implements Permission {}

        /** An earlier heal of this content has an answer already, and that is the answer. */
        record Answered(Report earlier) implements Permission {}

        /** Another heal of this content is under way: leave it alone. */
        record UnderWay(BuildNumber build) implements Permission {}
    }

    /** Asks for the right to heal, and marks it. */
    public Permission ask(Claim own, Revision head, String fingerprint) throws InterruptedException {
        return untilAvailable.get(() -> tryToMark(own, head, fingerprint));
    }

    private Permission tryToMark(Claim own, Revision head, String fingerprint) {
        while (true) {
            List<HealMark> attempts = marks.attempts(own.channel(), head, fingerprint);
            switch (HealDecision.of(earlier(own, attempts), attempts.size() + 1, own.number(), rules)) {
                case HealDecision.Mine() -> {
                    return new Permission.Granted();
                }
                case HealDecision.Answered(Report report) -> {
                    return new Permission.Answered(report);
                }
                case HealDecision.UnderWay(BuildNumber build) -> {
                    return new Permission.UnderWay(build);
                }
                case HealDecision.Attempt(int number) -> mark(own, head, fingerprint, number);
            }

            if (!rules.hold(Rule.HEAL_ONCE)) {
                return new Permission.Granted();
            }
        }
    }

    private void mark(Claim own, Revision head, String fingerprint, int attempt) {
        HealMark mark =
                new HealMark(own.channel(), head, fingerprint, attempt, own.number(), clock.instant(), tokens.get());
        switch (marks.mark(mark)) {
            case Marking.Marked _, Marking.Taken _ -> {
                // Read back and decide by what is there: whether it is ours stands in it.
            }
            case Marking.Unknown(RuntimeException cause) ->
                throw new StoreUnavailableException(
                        "Cannot tell whether the heal of " + own.channel() + " was marked: " + cause.getMessage(),
                        cause);
        }
    }

    private List<HealDecision.Earlier> earlier(Claim own, List<HealMark> attempts) {
        List<HealDecision.Earlier> earlier = new ArrayList<>();
        for (HealMark mark : attempts) {
            try {
                earlier.add(new HealDecision.Earlier(
                        mark, builds.report(own.channel().site(), mark.build())));
            } catch (CorruptObjectException e) {
                LOG.warn(
                        "Heal attempt {} of {} counts as abandoned: {}", mark.attempt(), own.channel(), e.getMessage());
            }
        }
        return earlier;
    }
}
