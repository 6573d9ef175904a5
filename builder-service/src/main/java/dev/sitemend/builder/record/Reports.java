package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.Report.Step;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.Closing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Closes builds, one's own and those of others who fell silent. Whoever creates the report first has decided. */
public final class Reports {
    private final Builds builds;
    private final BuilderId self;
    private final Clock clock;
    private final Supplier<WriterToken> tokens;
    private final UntilAvailable untilAvailable;
    private final Rules rules;

    public Reports(
            Builds builds,
            BuilderId self,
            Clock clock,
            Supplier<WriterToken> tokens,
            UntilAvailable untilAvailable,
            Rules rules) {
        this.builds = builds;
        this.self = self;
        this.clock = clock;
        this.tokens = tokens;
        this.untilAvailable = untilAvailable;
        this.rules = rules;
    }

    /** How a race for a report ended. */
    public sealed interface Race {
        Report report();

        record Won(Report report) implements Race {}

        /** Another closed the build before; that report stays. */
        record Lost(Report report) implements Race {}
    }

    /**
     * Closes a build with what came of it.
     *
     * @param mode what was really done
     * @param choice why that; empty when it ended before that was decided
     * @param steps how long each step took
     */
    public Race close(
            Claim claim,
            BuildMode mode,
            Optional<BuildChoice> choice,
            Outcome outcome,
            List<RequestId> covers,
            List<Step> steps)
            throws InterruptedException {
        Report report = new Report(
                claim.number(),
                claim.channel(),
                claim.request(),
                mode,
                claim.cause(),
                claim.requester(),
                mode == BuildMode.REFRESH ? claim.base() : null,
                claim.healOf(),
                claim.partition(),
                claim.offset(),
                claim.endOffset(),
                outcome,
                covers,
                steps,
                choice.orElse(null),
                claim.builder(),
                claim.startedAt(),
                clock.instant(),
                tokens.get(),
                claim.traceparent());
        return untilAvailable.get(() -> tryToClose(report));
    }

    /** Closes a build without an answer. */
    public Race abandon(Claim claim, String reason) throws InterruptedException {
        return close(claim, claim.mode(), Optional.empty(), new Outcome.Abandoned(self, reason), List.of(), List.of());
    }

    private Race tryToClose(Report report) {
        return switch (builds.close(report)) {
            case Closing.Closed(Report ours) -> new Race.Won(ours);
            case Closing.AlreadyClosed(Report theirs) ->
                rules.hold(Rule.ACCEPT_THE_RACE) ? new Race.Lost(theirs) : new Race.Won(report);
            // Whether it was written will show; written again it is still the same report.
            case Closing.Unknown(RuntimeException cause) ->
                throw new StoreUnavailableException(
                        "Cannot tell whether the report of " + report.number() + " of "
                                + report.channel().site() + " was written: " + cause.getMessage(),
                        cause);
        };
    }
}
