package dev.sitemend.messaging;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Waits for the broker's answers to the admin client, whose own timeout bounds the wait. */
final class Answers {
    private Answers() {}

    static <T> T await(KafkaFuture<T> answer, String purpose) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(purpose, e);
        } catch (InterruptedException e) {
            throw interrupted(purpose, e);
        }
    }

    /** An {@link EventsRefusedException} when asking again is of no use, else an {@link EventsUnavailableException}. */
    static RuntimeException failure(String purpose, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String said = "Cannot " + purpose + ": " + cause.getMessage();
        return switch (cause) {
            case AuthenticationException _ ->
                new EventsRefusedException(
                        said + ". Kafka does not accept how we log in: check spring.kafka.security.protocol and"
                                + " spring.kafka.properties.sasl.*",
                        cause);
            case AuthorizationException _ ->
                new EventsRefusedException(
                        said
                                + ". The user that we log in as may not do that: it has to read, write, describe and create"
                                + " topics, and read groups, whose names begin with sitemend",
                        cause);
            default -> new EventsUnavailableException(said, cause);
        };
    }

    static EventsUnavailableException interrupted(String purpose, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EventsUnavailableException("Cannot " + purpose + ": interrupted", e);
    }
}
