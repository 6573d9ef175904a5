package dev.sitemend.builder.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the builder's hands: takes one channel's turn after the other. */
public final class Slot {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    private final ChannelQueues queues;
    private final ChannelTurn turns;
    private final Clock clock;

    Slot(ChannelQueues queues, ChannelTurn turns, Clock clock) {
        this.queues = queues;
        this.turns = turns;
        this.clock = clock;
    }

    /** Whether a slot found something to do. */
    public enum Work {
        DONE,
        NOTHING_TO_DO
    }

    /** Takes the next channel's turn, if it is some channel's. Blocks as long as a build takes. */
    public Work takeTurn() throws InterruptedException {
        Optional<ChannelQueues.Turn> turn = queues.take(clock.instant());
        if (turn.isEmpty()) {
            return Work.NOTHING_TO_DO;
        }

        switch (end(turn.get())) {
            case ChannelTurn.End.Settled(List<Delivery> finished) ->
                queues.giveBack(turn.get().channel(), finished, Instant.MIN);
            case ChannelTurn.End.Later(List<Delivery> finished, Duration pause) ->
                queues.giveBack(turn.get().channel(), finished, clock.instant().plus(pause));
        }
        return Work.DONE;
    }

    /** A fault of ours leaves the records open, where the age of the oldest shows it, and is tried again. */
    private ChannelTurn.End end(ChannelQueues.Turn turn) throws InterruptedException {
        try {
            return turns.take(turn);
        } catch (RuntimeException | LinkageError e) {
            // A library that can not be loaded must not end the slot without a word: what it had in hand would wait for
            // ever, of a builder that is well for all that can be seen.
            LOG.error("The turn of {} failed by a fault of the builder; it will be tried again", turn.channel(), e);
            return new ChannelTurn.End.Later(List.of(), AFTER_A_FAULT);
        }
    }
}
