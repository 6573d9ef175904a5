package dev.sitemend.builder.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param arguments the program and its arguments, with paths as the sandbox shows them
 * @param environment beyond what the sandbox sets itself ({@code PATH}, {@code HOME}, {@code TZ}, {@code LANG})
 * @param directory where it starts, as the sandbox shows it
 */
public record Command(List<String> arguments, Map<String, String> environment, String directory, Network network) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
