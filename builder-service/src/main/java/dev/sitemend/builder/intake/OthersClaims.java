package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Ledger;
import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rule 3: what other builders have begun of a channel, and what became of it. */
final class OthersClaims {
    private final Ledger ledger;
    private final Heartbeats heartbeats;
    private final Awaited awaited;
    private final Clock clock;
    private final Rules rules;
    private final OpenClaims openClaims;
    private final Acceptance acceptance;

    OthersClaims(Ledger ledger, Heartbeats heartbeats, Awaited awaited, Clock clock, Rules rules) {
        this.ledger = ledger;
        this.heartbeats = heartbeats;
        this.awaited = awaited;
        this.clock = clock;
        this.rules = rules;
        this.openClaims = new OpenClaims(rules);
        this.acceptance = new Acceptance(rules);
    }

    /**
     * What was found.
     *
     * @param finished records that another's report answers; its events are sent again
     */
    record Look(List<Delivery> finished, Progress progress) {
        boolean mustWait() {
            return progress == Progress.OTHERS_BUILD;
        }
    }

    enum Progress {
        NOBODY_BUILDS,
        OTHERS_BUILD
    }

    Look look(ChannelId channel, List<Delivery> waiting) throws InterruptedException {
        List<Claim> open = ledger.untilAvailable()
                .get(() -> ledger.builds().channel(channel).open());
        OpenClaims.Decision decision = openClaims.decide(open, this::lastSign, clock.instant());
        awaited.add(channel, open);
        for (Claim silent : decision.silent()) {
            ledger.claims()
                    .abandon(
                            silent,
                            "Its builder " + silent.builder() + " has not been heard of for "
                                    + OpenClaims.SILENCE.toSeconds() + " s");
        }

        List<Delivery> finished = accept(channel, waiting, decision.living());
        boolean alone = decision.living().isEmpty();
        return new Look(finished, alone ? Progress.NOBODY_BUILDS : Progress.OTHERS_BUILD);
    }

    /** Takes the reports of claims that were open at an earlier look, or a moment ago. */
    private List<Delivery> accept(ChannelId channel, List<Delivery> waiting, List<Claim> living)
            throws InterruptedException {
        List<Delivery> finished = new ArrayList<>();
        for (Claim claim : awaited.of(channel)) {
            if (living.contains(claim)) {
                continue;
            }

            SiteId site = channel.site();
            Optional<Report> report =
                    ledger.untilAvailable().get(() -> ledger.builds().report(site, claim.number()));
            if (report.isPresent()) {
                finished.addAll(accept(claim, report.get(), waiting));
                awaited.remove(channel, claim);
            }
        }
        return finished;
    }

    private List<Delivery> accept(Claim claim, Report report, List<Delivery> waiting) throws InterruptedException {
        List<Delivery> answered = waiting.stream()
                .filter(delivery -> acceptance.answers(report, delivery.wish()))
                .toList();
        if (answered.isEmpty()) {
            return List.of();
        }

        if (rules.hold(Rule.SEND_EVENTS_AGAIN)) {
            // Its builder may have died after the report and before the events.
            ledger.announcements().announce(claim, report);
        }
        answered.forEach(delivery -> delivery.record().finish());
        return answered;
    }

    private Instant lastSign(Claim claim) {
        return heartbeats.lastSign(claim.channel().site(), claim.number());
    }
}
