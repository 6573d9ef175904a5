package dev.sitemend.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that each command has which talks to the server. */
final class Connection {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server. Else SITEMEND_URL, else what runs on this machine.")
    private @Nullable String server;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Else SITEMEND_TOKEN, else this machine's own.")
    private @Nullable String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the Sitemend on this machine. Else SITEMEND_DATA, else ~/.local/share/sitemend.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    Api api(Surroundings surroundings) {
        return new Api(ServerAddress.find(surroundings, server, token, data));
    }

    boolean wantsJson() {
        return json;
    }
}
