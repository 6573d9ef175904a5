package dev.sitemend.builder.configuration;

import dev.sitemend.builder.gate.ErrorCheck;
import dev.sitemend.builder.gate.LinkCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code sitemend.yml}, with defaults in place of what it leaves out. */
public record SiteConfiguration(
        Optional<String> generator,
        String root,
        Build build,
        Gate gate,
        Publish publish,
        Optional<Audit> audit,
        Map<String, Map<String, String>> generators) {
    public static final SiteConfiguration DEFAULT = new SiteConfiguration(
            Optional.empty(), ".", Build.DEFAULT, Gate.DEFAULT, Publish.DEFAULT, Optional.empty(), Map.of());

    public SiteConfiguration {
        generators = Map.copyOf(generators);
    }

    /** How the site is built. */
    public record Build(
            Optional<String> refresh,
            Optional<String> rebuild,
            Optional<String> output,
            List<String> state,
            Map<String, String> environment,
            boolean network,
            Optional<Duration> timeout,
            Optional<Duration> silence) {
        public static final Build DEFAULT = new Build(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                false,
                Optional.empty(),
                Optional.empty());

        public Build {
            state = List.copyOf(state);
            environment = Map.copyOf(environment);
        }
    }

    /** What the output must be like. {@code shrink} is the share of files, in percent, that it may lose. */
    public record Gate(List<String> require, int shrink, LinkCheck links, ErrorCheck errors) {
        public static final Gate DEFAULT = new Gate(List.of(), 50, LinkCheck.OFF, ErrorCheck.FAIL);

        public Gate {
            require = List.copyOf(require);
        }
    }

    /** What is published where. */
    public record Publish(Optional<String> branch, List<String> previews) {
        public static final Publish DEFAULT = new Publish(Optional.empty(), List.of("*"));

        public Publish {
            previews = List.copyOf(previews);
        }
    }

    /** How often a clean shadow build looks for drift. */
    public record Audit(Optional<Duration> every, OptionalInt sample) {}
}
