package dev.sitemend.systemtests.simulation;

import static dev.sitemend.systemtests.simulation.Invariants.require;

import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLetterResolved;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be so once nothing happens any more. */
final class Rest {
    private final World world;
    private final List<Report> reports;

    Rest(World world) {
        this.world = world;
        this.reports = world.invariants.reports();
    }

    void check() {
        require(
                world.isAtRest(),
                "it does not come to rest: " + world.builders + ", " + world.publishers + ", " + world.commanders + ", "
                        + world.healers + ", open claims " + world.invariants.openClaims());
        everyRequestIsAnswered();
        everyDeadLetterIsDealtWith();
        everyCommandIsAnswered();
        everyGenerationIsTold();
        everyEventIsTrue();
        world.invariants.requireNoGarbage();
        world.invariants.acknowledged().stream()
                .map(Invariants.Acknowledged::channel)
                .distinct()
                .forEach(this::thePushesLedSomewhere);
    }

    /** 1, request by request: a report of its own, or another's that covers it; and that one is good enough. */
    private void everyRequestIsAnswered() {
        List<BuildSkipped> skips = events(Topic.BUILDS, BuildSkipped.class);
        for (Event event : world.topics.all(Topic.BUILD_REQUESTS)) {
            BuildRequested request = (BuildRequested) event;
            boolean own = reports.stream()
                    .anyMatch(report -> report.isAnswer() && report.request().equals(request.id()));
            List<BuildSkipped> covers = skips.stream()
                    .filter(skip -> skip.request().equals(request.id()))
                    .toList();
            require(own || !covers.isEmpty(), "1: nobody answered " + request);
            for (BuildSkipped skip : covers) {
                requireGoodCover(
                        request, world.invariants.report(skip.coveredBy()).orElseThrow());
            }
        }
    }

    private void requireGoodCover(BuildRequested request, Report by) {
        require(by.isAnswer(), "8: " + request + " is covered by " + by.number() + ", which is no answer");
        if (request.mode() == BuildMode.REBUILD) {
            require(
                    by.mode() == BuildMode.REBUILD,
                    "9: " + request + " is covered by " + by.number() + ", which is not clean");
        }
        if (request.cause() == Cause.FORCED) {
            require(
                    by.startedAt().isAfter(request.at()) || by.startedAt().equals(request.at()),
                    "8: " + request + " is covered by " + by.number() + ", which began before");
        }
        Optional<Revision> built = Invariants.revision(by);
        if (request.cause() == Cause.PUSH && request.revision() != null && built.isPresent()) {
            require(
                    world.git.order(request.channel(), built.get())
                            >= world.git.order(request.channel(), request.revision()),
                    "8: " + request + " is covered by " + by.number() + " of the older " + built.get());
        }
    }

    private void everyDeadLetterIsDealtWith() {
        Set<String> resolved = events(Topic.DEAD_LETTERS, DeadLetterResolved.class).stream()
                .map(letter -> letter.id().value())
                .collect(Collectors.toSet());
        for (DeadLettered letter : events(Topic.DEAD_LETTERS, DeadLettered.class)) {
            require(resolved.contains(letter.id().value()), "1: nobody dealt with " + letter);
        }
        Set<String> lettered = events(Topic.DEAD_LETTERS, DeadLettered.class).stream()
                .map(letter -> letter.id().value())
                .collect(Collectors.toSet());
        for (Report report : reports) {
            boolean cleanFailure = report.mode() == BuildMode.REBUILD && report.outcome() instanceof Outcome.Failed;
            require(
                    !(cleanFailure
                            && lettered.contains(report.channel().site() + "-"
                                    + report.number().value())),
                    "rule 11: the clean rebuild " + report.number() + " became a dead letter");
        }
    }

    private void everyCommandIsAnswered() {
        for (PublishEvent command : events(Topic.PUBLISH_COMMANDS, PublishEvent.class)) {
            if (command instanceof PublishEvent.Lock lock) {
                boolean told = events(Topic.PROMOTIONS, PromotionEvent.Locked.class).stream()
                        .anyMatch(locked -> locked.channel().equals(lock.channel()));
                require(told, "14: nothing came of " + lock);
            }
        }
    }

    /** Who reads the topic learns what the store says. */
    private void everyEventIsTrue() {
        for (BuildSucceeded event : events(Topic.BUILDS, BuildSucceeded.class)) {
            require(
                    world.invariants
                            .report(event.build())
                            .filter(Report::isSuccess)
                            .isPresent(),
                    "6: " + event.build() + " was told to be a success, and is none");
        }
    }

    private void everyGenerationIsTold() {
        Set<String> told = new HashSet<>();
        for (PromotionEvent event : events(Topic.PROMOTIONS, PromotionEvent.class)) {
            if (event instanceof PromotionEvent.Promoted promoted) {
                told.add(promoted.channel() + " " + promoted.generation());
            }
        }
        for (ChannelId channel : channels()) {
            for (Generation generation : world.invariants.log(channel)) {
                require(
                        !(generation.entry() instanceof Generation.Promoted)
                                || told.contains(channel + " " + generation.number()),
                        "15: nobody was told of generation " + generation.number() + " of " + channel);
            }
        }
    }

    private Set<ChannelId> channels() {
        return world.invariants.acknowledged().stream()
                .map(Invariants.Acknowledged::channel)
                .collect(Collectors.toSet());
    }

    /** 1: the head is live, or in quarantine, or a person went back from it; a branch that is gone is not live. */
    private void thePushesLedSomewhere(ChannelId channel) {
        Optional<Revision> head = world.git.at(channel, world.scheduler.now());
        boolean pending = world.invariants.acknowledged().stream()
                .noneMatch(push -> push.channel().equals(channel) && push.move() == world.git.lastMove(channel));
        if (pending) {
            return; // Whoever moved the ref last died before the acknowledgement: that push is the reconciler's.
        }

        Optional<Generation> last = world.invariants.log(channel).reversed().stream()
                .filter(generation -> !(generation.entry() instanceof Generation.Locked)
                        && !(generation.entry() instanceof Generation.Unlocked)
                        && !(generation.entry() instanceof Generation.Collected))
                .findFirst();
        if (head.isEmpty()) {
            require(
                    last.isEmpty() || last.get().entry() instanceof Generation.Retired,
                    "1: " + channel + " is deleted, and still live");
            return;
        }

        boolean live = last.isPresent()
                && switch (last.get().entry()) {
                    case Generation.Promoted promoted -> promoted.revision().equals(head.get());
                    case Generation.RolledBack _ -> wasPromoted(channel, head.get());
                    case Generation.Retired _, Generation.Locked _, Generation.Unlocked _, Generation.Collected _ ->
                        false;
                };
        boolean quarantined = events(Topic.PROMOTIONS, ChannelQuarantined.class).stream()
                .anyMatch(event -> event.channel().equals(channel) && head.get().equals(event.revision()));
        require(
                live || quarantined,
                "1: " + channel + " is at " + head.get() + ", and what is live is "
                        + last.map(generation -> generation.entry().toString()).orElse("nothing"));
    }

    private boolean wasPromoted(ChannelId channel, Revision revision) {
        return world.invariants.log(channel).stream()
                .anyMatch(generation -> generation.entry() instanceof Generation.Promoted promoted
                        && promoted.revision().equals(revision));
    }

    private <E> List<E> events(Topic topic, Class<E> type) {
        return world.topics.all(topic).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
