package dev.sitemend.builder.intake;

import dev.sitemend.builder.build.BuildChain;
import dev.sitemend.builder.build.Ended;
import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.builder.record.Ledger;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.messaging.Origin;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What a builder does when it is a channel's turn: answer what is answered already, wait for another builder that has
 * begun, or build. It does one of these and gives the slot back, so that a wait costs no slot.
 *
 * <p>A record is finished only when report and events are durable (rule 7).
 */
public final class ChannelTurn {
    /** How soon to look again at another builder's open claim. */
    static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Sites sites;
    private final Repositories repositories;
    private final BuildChain chain;
    private final OthersClaims others;
    private final Coverage coverage;
    private final ChannelQueues queues;
    private final Answers answers;
    private final Clock clock;

    ChannelTurn(
            Workplace place,
            OthersClaims others,
            Coverage coverage,
            ChannelQueues queues,
            Answers answers,
            Clock clock) {
        this.ledger = place.ledger();
        this.sites = place.sites();
        this.repositories = place.repositories();
        this.chain = place.chain();
        this.others = others;
        this.coverage = coverage;
        this.queues = queues;
        this.answers = answers;
        this.clock = clock;
    }

    /** Where a turn is taken. */
    public record Workplace(Ledger ledger, Sites sites, Repositories repositories, BuildChain chain) {}

    /** How a turn ended. */
    public sealed interface End {
        /** These records are finished; the rest of the channel may go on at once. */
        record Settled(List<Delivery> finished) implements End {}

        /** Nothing can be done now. */
        record Later(List<Delivery> finished, Duration pause) implements End {}
    }

    /** Takes the turn. Blocks as long as a build takes. */
    public End take(ChannelQueues.Turn turn) throws InterruptedException {
        ChannelId channel = turn.channel();
        List<Delivery> waiting = assigned(turn.waiting());
        if (waiting.isEmpty()) {
            return new End.Settled(List.of());
        }

        Optional<SiteSettings> site = ledger.untilAvailable().get(() -> sites.current(channel.site()));
        if (site.isEmpty()) {
            return setAside(waiting);
        }
        if (site.get().removed()) {
            waiting.forEach(delivery -> delivery.record().finish()); // Nothing of a removed site is built.
            return new End.Settled(waiting);
        }

        List<Delivery> finished = new ArrayList<>(settleCovered(channel, waiting));
        OthersClaims.Look look = others.look(channel, without(waiting, finished));
        finished.addAll(look.finished());
        List<Delivery> open = without(waiting, finished);
        if (open.isEmpty()) {
            return new End.Settled(finished);
        }
        if (look.mustWait()) {
            return new End.Later(finished, LOOK_AGAIN);
        }

        return build(open, finished, site.get());
    }

    /** A site is registered before anything is asked of it: somebody should look at what asks for this one. */
    private End setAside(List<Delivery> waiting) throws InterruptedException {
        for (Delivery delivery : waiting) {
            Origin origin = delivery.record().origin();
            DeadLettered letter = new DeadLettered(
                    new DeadLetterId("build-requests-" + origin.partition() + "-" + origin.offset()),
                    delivery.channel(),
                    delivery.request(),
                    null,
                    null,
                    "No site is registered under the name " + delivery.channel().site(),
                    null,
                    null,
                    null,
                    1,
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    clock.instant());
            ledger.announcements().announce(letter, delivery.request().traceparent());
            delivery.record().finish();
        }
        return new End.Settled(waiting);
    }

    private End build(List<Delivery> open, List<Delivery> finished, SiteSettings site) throws InterruptedException {
        Delivery lead = Lead.of(open);
        Ended ended = chain.build(lead.wish(), site, (claim, mode, outcome, trust) -> {
            Coverage.Built built =
                    new Coverage.Built(claim.partition(), claim.endOffset(), mode, claim.cause(), outcome, trust);
            return covered(built, lead, open);
        });
        return switch (ended) {
            case Ended.Reported(Report report, HeadTrust trust) -> {
                lead.record().finish();
                finished.add(lead);
                answers.remember(new Answers.Answer(lead, report, trust));
                finished.addAll(finishNamed(queues.waiting(lead.channel()), report));
                yield new End.Settled(finished);
            }
            case Ended.AnsweredBefore(Report earlier) -> {
                skip(lead, earlier.number());
                finished.add(lead);
                yield new End.Settled(finished);
            }
            // Rule 6: accept it, and look at the assignment before trying again. Whoever closed it is at work.
            case Ended.Overtaken _, Ended.UnderWay _ -> new End.Later(finished, LOOK_AGAIN);
        };
    }

    /** Finishes what waited below the end of the last build of this assignment, and came in only after it. */
    private List<Delivery> settleCovered(ChannelId channel, List<Delivery> waiting) throws InterruptedException {
        Optional<Answers.Answer> answer = answers.of(channel);
        if (answer.isEmpty()) {
            return List.of();
        }

        List<Delivery> covered = new ArrayList<>();
        for (Delivery delivery : waiting) {
            if (covers(answer.get().built(), delivery)) {
                skip(delivery, answer.get().report().number());
                covered.add(delivery);
            }
        }
        return covered;
    }

    /**
     * What waited when the build began counts even if its partition went elsewhere since: the new owner accepts the
     * report for it.
     */
    private List<RequestId> covered(Coverage.Built built, Delivery lead, List<Delivery> open)
            throws InterruptedException {
        SequencedSet<Delivery> candidates = new LinkedHashSet<>(open);
        candidates.addAll(queues.waiting(lead.channel()));
        SequencedSet<RequestId> covered = new LinkedHashSet<>();
        for (Delivery delivery : candidates) {
            if (!delivery.equals(lead) && covers(built, delivery)) {
                covered.add(delivery.request().id());
            }
        }
        return List.copyOf(covered);
    }

    private boolean covers(Coverage.Built built, Delivery delivery) throws InterruptedException {
        return coverage.covers(
                built,
                delivery.wish(),
                (head, revision) -> repositories.contains(delivery.channel().site(), head, revision));
    }

    /** The report names them, and its events said so. */
    private static List<Delivery> finishNamed(List<Delivery> waiting, Report report) {
        List<Delivery> named = waiting.stream()
                .filter(delivery -> isNamed(delivery, report.covers()))
                .filter(delivery -> delivery.offset() < report.endOffset())
                .toList();
        named.forEach(delivery -> delivery.record().finish());
        return named;
    }

    private static boolean isNamed(Delivery delivery, List<RequestId> covers) {
        return covers.contains(delivery.request().id());
    }

    private void skip(Delivery delivery, BuildNumber coveredBy) throws InterruptedException {
        ledger.announcements()
                .announce(
                        new BuildSkipped(delivery.channel(), delivery.request().id(), coveredBy, clock.instant()),
                        delivery.request().traceparent());
        delivery.record().finish();
    }

    private static List<Delivery> assigned(List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.record().isAssigned())
                .toList();
    }

    private static List<Delivery> without(List<Delivery> deliveries, List<Delivery> some) {
        return deliveries.stream().filter(delivery -> !some.contains(delivery)).toList();
    }
}
