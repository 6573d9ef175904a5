package dev.sitemend.standalone;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code up} can be told. */
final class UpOptions {
    @Option(names = "--port", paramLabel = "PORT", description = "Console, API and Git; else 8080. 0 is any free one.")
    private int port = UpSettings.Ports.DEFAULT.api();

    @Option(names = "--sites-port", paramLabel = "PORT", description = "The sites; else 8081. 0 is any free one.")
    private @Nullable Integer sitesPort;

    @Option(names = "--data", paramLabel = "DIR", description = "Else SITEMEND_DATA, else ~/.local/share/sitemend.")
    private @Nullable Path data;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "A broker elsewhere, in place of the embedded one.")
    private @Nullable String kafka;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "An S3 store elsewhere, in place of the embedded one; with SITEMEND_STORE_BUCKET,"
                    + " SITEMEND_STORE_ACCESS_KEY and SITEMEND_STORE_SECRET_KEY.")
    private @Nullable URI store;

    @Option(names = "--management-port", paramLabel = "PORT", description = "Health and metrics; else 9180.")
    private @Nullable Integer managementPort;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "The embedded broker; else 9092.")
    private @Nullable Integer kafkaPort;

    @Option(names = "--store-port", paramLabel = "PORT", description = "The embedded store; else 9000.")
    private @Nullable Integer storePort;

    @Option(
            names = "--sandbox",
            paramLabel = "bwrap|none",
            description = "How builds are kept apart; none trusts each site like a shell account.")
    private @Nullable String sandbox;

    UpSettings settings(Surroundings surroundings) {
        if (sandbox != null && !sandbox.equals("bwrap") && !sandbox.equals("none")) {
            throw new CommandFailedException(
                    ExitCode.WRONG_CALL, "Not a choice for --sandbox: “%s”. It is bwrap or none.".formatted(sandbox));
        }

        if (store != null && surroundings.environment().get("SITEMEND_STORE_ACCESS_KEY") == null) {
            throw new CommandFailedException(
                    ExitCode.WRONG_CALL,
                    "Cannot use the store %s: SITEMEND_STORE_ACCESS_KEY and SITEMEND_STORE_SECRET_KEY are not set."
                            .formatted(store));
        }

        return new UpSettings(
                data(surroundings),
                ports(),
                Optional.ofNullable(kafka),
                Optional.ofNullable(store),
                Optional.ofNullable(sandbox));
    }

    Path data(Surroundings surroundings) {
        return Optional.ofNullable(data)
                .or(() -> Optional.ofNullable(surroundings.environment().get("SITEMEND_DATA"))
                        .filter(value -> !value.isBlank())
                        .map(Path::of))
                .orElseGet(surroundings::defaultData);
    }

    /** Who wants any port for the API wants to be in nobody's way: so the others are any, too. */
    private UpSettings.Ports ports() {
        UpSettings.Ports others = port == 0 ? UpSettings.Ports.ANY : UpSettings.Ports.DEFAULT;
        return new UpSettings.Ports(
                port,
                Optional.ofNullable(sitesPort).orElse(others.sites()),
                Optional.ofNullable(managementPort).orElse(others.management()),
                Optional.ofNullable(kafkaPort).orElse(others.kafka()),
                Optional.ofNullable(storePort).orElse(others.store()));
    }
}
