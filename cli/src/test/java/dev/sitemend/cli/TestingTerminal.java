package dev.sitemend.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs commands as a person would, and keeps what they saw. Pauses take no time but move the clock. */
final class TestingTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private Instant now = Instant.parse("2026-11-25T03:00:00Z");

    TestingTerminal(Path home) {
        this.home = home;
    }

    TestingTerminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                Map.copyOf(environment),
                home,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Surroundings.Look.PLAIN,
                new TestingClock(),
                this::pause);
        return Sitemend.commandLine(surroundings).execute(arguments);
    }

    private void pause(Duration duration) {
        now = now.plus(duration);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private final class TestingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
