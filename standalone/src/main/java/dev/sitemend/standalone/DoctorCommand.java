package dev.sitemend.standalone;

import dev.sitemend.cli.Colour;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Json;
import dev.sitemend.cli.Output;
import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Surroundings;
import dev.sitemend.embedded.StoreCredentials;
import dev.sitemend.standalone.doctor.Doctor;
import dev.sitemend.standalone.doctor.Finding;
import dev.sitemend.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sitemend doctor}. */
@Command(
        name = "doctor",
        description = "Looks at Java, Git, sandbox, generators, disk, Kafka, store and clock, and says what to do.")
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Else SITEMEND_DATA, else ~/.local/share/sitemend.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    private final Surroundings surroundings;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        // Before the first library logs: the file of a running server is not a guest's to write.
        System.setProperty("logback.configurationFile", "logback-quiet.xml");
        Path folder = Optional.ofNullable(data)
                .or(() -> variable("SITEMEND_DATA").map(Path::of))
                .orElseGet(surroundings::defaultData);
        List<Finding> findings = new Doctor(folder, server -> store(server, folder), surroundings.clock()).look();
        Output output = new Output(surroundings);
        if (json) {
            output.line(Json.MAPPER.writeValueAsString(findings));
        } else {
            findings.forEach(finding -> show(finding, output));
        }

        boolean ill = findings.stream().anyMatch(finding -> finding.health() == Finding.Health.ILL);
        return (ill ? ExitCode.FAILED : ExitCode.DONE).code();
    }

    private static void show(Finding finding, Output output) {
        String mark = switch (finding.health()) {
            case WELL -> output.coloured(Colour.GREEN, "✓");
            case LACKING -> output.coloured(Colour.YELLOW, "-");
            case ILL -> output.coloured(Colour.RED, "✗");
        };
        output.line("%s %-9s %s".formatted(mark, finding.subject(), Output.outside(finding.fact())));
        if (!finding.remedy().isEmpty()) {
            output.line("            " + finding.remedy());
        }
    }

    private StoreSettings store(ServerFile server, Path folder) {
        StoreCredentials keys = variable("SITEMEND_STORE_ACCESS_KEY")
                .map(access -> new StoreCredentials(
                        access, variable("SITEMEND_STORE_SECRET_KEY").orElse("-")))
                .orElseGet(() -> embeddedKeys(folder));
        return new StoreSettings(
                server.store(),
                variable("SITEMEND_STORE_BUCKET").orElse(EmbeddedServers.BUCKET),
                keys.accessKey(),
                keys.secretKey());
    }

    private static StoreCredentials embeddedKeys(Path folder) {
        try {
            return EmbeddedServers.credentials(
                    Files.readString(folder.resolve("secret")).strip());
        } catch (IOException | IllegalArgumentException _) {
            return new StoreCredentials("unknown", "unknown");
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }
}
