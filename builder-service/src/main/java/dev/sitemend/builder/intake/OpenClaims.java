package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.format.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rule 3: what to do with the open claims of a channel before claiming a build of it. */
final class OpenClaims {
    /** Three heartbeats and a second. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final Rules rules;

    OpenClaims(Rules rules) {
        this.rules = rules;
    }

    /**
     * What to do.
     *
     * @param living claims to wait for: while there is one, nothing is claimed
     * @param silent claims to close as abandoned
     */
    record Decision(List<Claim> living, List<Claim> silent) {}

    Decision decide(List<Claim> open, Function<Claim, Instant> lastSign, Instant now) {
        List<Claim> living = new ArrayList<>();
        List<Claim> silent = new ArrayList<>();
        for (Claim claim : open) {
            boolean isSilent = !now.isBefore(lastSign.apply(claim).plus(SILENCE));
            if (isSilent && rules.hold(Rule.CLOSE_THE_SILENT)) {
                silent.add(claim);
            } else if (rules.hold(Rule.WAIT_FOR_THE_LIVING)) {
                living.add(claim);
            }
        }
        return new Decision(living, silent);
    }
}
