package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.history.StoredEvents;
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
        events.add(StoredEvents.ended(report));
        if (report.outcome() instanceof Outcome.Failed failed && isForTheHealer(report, failed)) {
            events.add(StoredEvents.deadLetter(report, failed, request(claim)));
        }
        events.addAll(StoredEvents.covered(report));
        return events;
    }

    /** Rule 11: a clean build that failed would fail again, and so would a refresh that no rebuild can mend. */
    private boolean isForTheHealer(Report report, Outcome.Failed failed) {
        boolean refresh = report.mode() == BuildMode.REFRESH || !rules.hold(Rule.HEAL_REFRESHES_ONLY);
        return refresh && failed.failure().isMendableByRebuild();
    }

    private static BuildRequested request(Claim claim) {
        return new BuildRequested(
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
    }
}
