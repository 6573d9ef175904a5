package dev.sitemend.cli;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around itself, so that tests can give it another.
 *
 * @param environment variables
 * @param home the user's home folder
 * @param out for answers
 * @param err for progress and for what went wrong
 * @param look how answers may look
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        PrintStream out,
        PrintStream err,
        Look look,
        Clock clock,
        Pauses pauses) {

    /** Whether a person reads along. */
    public enum Look {
        COLOURED,
        PLAIN
    }

    /** Waits. */
    @FunctionalInterface
    public interface Pauses {
        void pause(Duration duration) throws InterruptedException;
    }

    /** This process: its variables, its terminal, its clock. */
    public static Surroundings ofThisProcess() {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean coloured = terminal && !System.getenv().containsKey("NO_COLOR");
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.out,
                System.err,
                coloured ? Look.COLOURED : Look.PLAIN,
                Clock.systemUTC(),
                Thread::sleep);
    }

    /** The same, but nothing is shown: for those who want the exit code only. */
    public Surroundings quiet() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(environment, home, nowhere, nowhere, look, clock, pauses);
    }

    /** Where a standalone Sitemend keeps its data when nobody says otherwise. */
    public Path defaultData() {
        String base = environment.get("XDG_DATA_HOME");
        Path folder = base == null || base.isBlank() ? home.resolve(".local/share") : Path.of(base);
        return folder.resolve("sitemend");
    }
}
