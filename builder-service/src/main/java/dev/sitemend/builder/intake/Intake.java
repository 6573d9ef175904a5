package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import java.time.Clock;

/** The memory that all slots of a builder share, and the door through which requests and heartbeats come in. */
public final class Intake {
    private final Clock clock;
    private final Rules rules;
    private final ChannelQueues queues;
    private final Heartbeats heartbeats;
    private final Answers answers = new Answers();
    private final Awaited awaited = new Awaited();

    public Intake(Clock clock, Rules rules) {
        this.clock = clock;
        this.rules = rules;
        this.queues = new ChannelQueues(rules);
        this.heartbeats = new Heartbeats(clock);
    }

    /** A request came in. Returns at once. */
    public void take(Delivery delivery) {
        queues.add(delivery);
    }

    /** Some builder is alive. */
    public void heard(BuildHeartbeat heartbeat) {
        heartbeats.heard(heartbeat);
    }

    /** Some partitions went away: what waits of them is another's now. Builds under way go on. */
    public void dropUnassigned() {
        queues.dropUnassigned();
        answers.dropUnassigned();
    }

    /** How many channels wait for a slot. */
    public int waitingChannels() {
        return queues.waitingChannels();
    }

    /** One more hand. */
    public Slot slot(ChannelTurn.Workplace place) {
        OthersClaims others = new OthersClaims(place.ledger(), heartbeats, awaited, clock, rules);
        ChannelTurn turns = new ChannelTurn(place, others, new Coverage(rules), queues, answers, clock);
        return new Slot(queues, turns, clock);
    }
}
