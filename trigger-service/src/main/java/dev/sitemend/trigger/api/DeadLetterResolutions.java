package dev.sitemend.trigger.api;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLetterResolved;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.status.DeadLetterRow;
import dev.sitemend.trigger.status.DeadLetterRows;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What a person does about a dead letter, if the person may. */
public final class DeadLetterResolutions {
    private final DeadLetterRows letters;
    private final BuildRequests requests;
    private final EventPublisher events;
    private final Clock clock;

    DeadLetterResolutions(DeadLetterRows letters, BuildRequests requests, EventPublisher events, Clock clock) {
        this.letters = letters;
        this.requests = requests;
        this.events = events;
        this.clock = clock;
    }

    /** Asks for a clean rebuild in its place. */
    public RequestId retry(String id, Caller caller) {
        DeadLetterRow letter = letter(id, caller);
        ChannelId channel = letter.channel();
        if (channel == null) {
            throw Problem.CONFLICT.because("Dead letter " + id
                    + " could not be read, so there is nothing to ask for again. Discard it when you have seen it.");
        }

        RequestId request = requests.request(
                Wish.forced(channel, BuildMode.REBUILD, caller.name(), "retry of dead letter " + letter.id()));
        resolve(letter, Resolution.RETRIED, request, caller);
        return request;
    }

    /** Marks it as dealt with. */
    public void discard(String id, Caller caller) {
        resolve(letter(id, caller), Resolution.DISCARDED, null, caller);
    }

    private DeadLetterRow letter(String id, Caller caller) {
        if (caller.role() == null) {
            caller.requireEverywhere(Role.OPERATOR);
        }

        DeadLetterRow letter = letters.letter(new DeadLetterId(id))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no dead letter '" + id + "'."));
        if (letter.channel() == null) {
            caller.requireEverywhere(Role.OPERATOR);
        } else {
            caller.require(Role.OPERATOR, letter.channel().site());
        }
        return letter;
    }

    private void resolve(DeadLetterRow letter, Resolution resolution, @Nullable RequestId request, Caller caller) {
        String key = letter.channel() != null
                ? letter.channel().toString()
                : letter.originTopic() + "-" + letter.originPartition();
        events.publish(
                new DeadLetterResolved(letter.id(), key, resolution, request, caller.name(), clock.instant()), null);
    }
}
