package dev.sitemend.startup;

import dev.sitemend.messaging.EventsRefusedException;
import dev.sitemend.store.StoreRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Why a start failed, where that is for the operator to mend.
 *
 * @param message one paragraph: what is wrong and what to do, without secrets
 */
public record StartFailure(String message) {
    /** What an exception of a start means; empty if it is nothing that an operator could mend. */
    public static Optional<StartFailure> of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.stream()
                .flatMap(cause -> message(cause).stream())
                .findFirst()
                .map(StartFailure::new);
    }

    private static Optional<String> message(Throwable cause) {
        return switch (cause) {
            case CannotStartException wrong -> Optional.of(text(wrong));
            case StoreRefusedException refused -> Optional.of(withVariables(text(refused)));
            case EventsRefusedException refused -> Optional.of(withVariables(text(refused)));
            case BindException unbound -> Optional.of(withVariables(WrongValue.describe(unbound)));
            case PortInUseException taken ->
                Optional.of(
                        "port " + taken.getPort() + " is taken. End who listens there (who it is: ss -ltnp 'sport = :"
                                + taken.getPort() + "'), or choose another one: server.port (SERVER_PORT), or"
                                + " management.server.port (MANAGEMENT_SERVER_PORT) if it is that of health and metrics");
            default -> Optional.empty();
        };
    }

    /** A property is set in a file or as an argument; in a container it is a variable. */
    private static String withVariables(String message) {
        String variables = SettingNames.known().variables(message);
        return variables.isEmpty() || message.contains(variables)
                ? message
                : message + ". In the environment: " + variables;
    }

    private static String text(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
