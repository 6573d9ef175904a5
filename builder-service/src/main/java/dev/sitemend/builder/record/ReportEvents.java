package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that a report makes: a pure function of what is stored, so that whoever accepts another's report can send
 * them again, equal to the last byte.
 */
public final class ReportEvents {
    private final Rules rules;

    public ReportEvents(Rules rules) {
        this.rules = rules;
    }

    /**
     * In the order in which they are sent: the answer first, then what it makes of a broken refresh, then who else it
     * answers.
     */
    public List<Event> of(Claim claim, Report report) {
        List<Event> events = new ArrayList<>();
        switch (report.outcome()) {
            case Outcome.Succeeded succeeded -> events.add(succeeded(report, succeeded));
            case Outcome.Failed failed -> {
                events.add(failed(report, failed));
                if (isForTheHealer(report, failed)) {
                    events.add(deadLetter(claim, report, failed));
                }
            }
            case Outcome.BranchGone _ ->
                events.add(
                        new BranchVanished(report.channel(), report.number(), report.request(), report.finishedAt()));
            case Outcome.Abandoned abandoned ->
                events.add(new BuildAbandoned(
                        report.channel(), report.number(), abandoned.by(), abandoned.reason(), report.finishedAt()));
        }

        report.covers()
                .forEach(request ->
                        events.add(new BuildSkipped(report.channel(), request, report.number(), report.finishedAt())));
        return events;
    }

    /** Rule 11: a clean build that failed would fail again, and so would a refresh that no rebuild can mend. */
    private boolean isForTheHealer(Report report, Outcome.Failed failed) {
        boolean refresh = report.mode() == BuildMode.REFRESH || !rules.hold(Rule.HEAL_REFRESHES_ONLY);
        return refresh && failed.failure().isMendableByRebuild();
    }

    private static BuildSucceeded succeeded(Report report, Outcome.Succeeded succeeded) {
        return new BuildSucceeded(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                report.cause(),
                succeeded.revision(),
                succeeded.artifact().root(),
                succeeded.artifact().files(),
                succeeded.artifact().bytes(),
                succeeded.changed().added(),
                succeeded.changed().modified(),
                succeeded.changed().removed(),
                succeeded.notes(),
                report.startedAt(),
                report.finishedAt(),
                report.traceparent());
    }

    private static BuildFailed failed(Report report, Outcome.Failed failed) {
        return new BuildFailed(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                report.cause(),
                failed.revision(),
                failed.failure(),
                failed.step(),
                failed.message(),
                report.startedAt(),
                report.finishedAt(),
                report.traceparent());
    }

    private static DeadLettered deadLetter(Claim claim, Report report, Outcome.Failed failed) {
        BuildRequested request = new BuildRequested(
                claim.request(),
                claim.channel(),
                claim.mode(),
                claim.cause(),
                claim.wanted(),
                claim.requester(),
                null,
                claim.healOf(),
                claim.startedAt(),
                claim.traceparent());
        return new DeadLettered(
                new DeadLetterId(report.channel().site() + "-" + report.number().value()),
                report.channel(),
                request,
                null,
                failed.failure(),
                failed.message(),
                report.number(),
                failed.revision(),
                failed.fingerprint(),
                1,
                Topic.BUILD_REQUESTS.topicName(),
                report.partition(),
                report.offset(),
                report.finishedAt());
    }
}
