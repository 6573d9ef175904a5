package dev.sitemend.standalone;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How lines of the log are written: {@code SITEMEND_LOG_FORMAT}. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** JSON by the Elastic Common Schema. */
    ECS,
    /** JSON as Logstash takes it. */
    LOGSTASH,
    /** JSON as Graylog takes it. */
    GELF;

    /** Text, unless the environment says otherwise. */
    static LogFormat of(Map<String, String> environment) {
        String word = environment.getOrDefault("SITEMEND_LOG_FORMAT", "");
        if (word.isEmpty()) {
            return TEXT;
        }

        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.WRONG_CALL,
                        "SITEMEND_LOG_FORMAT is '" + word + "': expected "
                                + Arrays.stream(values()).map(LogFormat::word).collect(Collectors.joining(", "))));
    }

    /**
     * Before anything logs: what logs first reads the configuration. The names do not begin like those of settings,
     * which the services refuse when they do not know them.
     */
    void use(Path directory) {
        System.setProperty("standalone.log.directory", directory.toString());
        System.setProperty("standalone.log.lines", this == TEXT ? "text" : "json");
        System.setProperty("standalone.log.format", this == TEXT ? "" : word());
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
