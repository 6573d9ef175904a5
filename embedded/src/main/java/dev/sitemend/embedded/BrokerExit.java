package dev.sitemend.embedded;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the broker and the process. A broker that meets a fatal error calls {@code Runtime.halt}, which would
 * take the three services down without a word and without a shutdown hook. Instead the calling thread gets an
 * exception, the log an error, and each listener the reason.
 */
final class BrokerExit {
    private static final Logger log = LoggerFactory.getLogger(BrokerExit.class);
    private static final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    static {
        Exit.setHaltProcedure(BrokerExit::refuse);
        Exit.setExitProcedure(BrokerExit::refuse);
    }

    private BrokerExit() {}

    static void tell(Consumer<String> listener) {
        listeners.add(listener);
    }

    static void forget(Consumer<String> listener) {
        listeners.remove(listener);
    }

    private static void refuse(int status, @org.jspecify.annotations.Nullable String message) {
        String reason = "The embedded Kafka broker gave up with status %d%s"
                .formatted(status, message == null ? "" : ": " + message);
        log.error("{}. Stop this process and look at the lines above.", reason);
        listeners.forEach(listener -> listener.accept(reason));
        throw new ServerFailedException(reason);
    }
}
