package dev.sitemend.messaging;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for the broker's answers to the admin client, whose own timeout bounds the wait. */
final class Answers {
    private Answers() {}

    static <T> T await(KafkaFuture<T> answer, String purpose) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unavailable(purpose, e);
        } catch (InterruptedException e) {
            throw interrupted(purpose, e);
        }
    }

    static EventsUnavailableException unavailable(String purpose, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new EventsUnavailableException("Cannot " + purpose + ": " + cause.getMessage(), cause);
    }

    static EventsUnavailableException interrupted(String purpose, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EventsUnavailableException("Cannot " + purpose + ": interrupted", e);
    }
}
