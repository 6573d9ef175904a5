package dev.sitemend.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that a command talks to, and the token that it shows there.
 *
 * @param url without a slash at its end
 * @param token absent when there is none: public sites can be read without
 */
record ServerAddress(URI url, Optional<String> token) {

    /**
     * Finds both: what was said on the command line, else in the environment, else what a standalone Sitemend on this
     * machine wrote into its folder. The folder's token is shown to the folder's server only.
     */
    static ServerAddress find(
            Surroundings surroundings, @Nullable String server, @Nullable String token, @Nullable Path folder) {
        Path data = Optional.ofNullable(folder)
                .or(() -> variable(surroundings, "SITEMEND_DATA").map(Path::of))
                .orElseGet(surroundings::defaultData);
        Optional<String> local = ServerFile.read(data).map(file -> trimmed(file.url()));
        String url = Optional.ofNullable(server)
                .or(() -> variable(surroundings, "SITEMEND_URL"))
                .map(ServerAddress::trimmed)
                .or(() -> local)
                .orElse("http://localhost:8080");
        Optional<String> shown = Optional.ofNullable(token)
                .or(() -> variable(surroundings, "SITEMEND_TOKEN"))
                .or(() -> local.filter(url::equals).flatMap(_ -> localToken(data)));
        return new ServerAddress(parsed(url), shown);
    }

    private static Optional<String> variable(Surroundings surroundings, String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }

    private static String trimmed(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Optional<String> localToken(Path data) {
        try {
            return Optional.of(Files.readString(data.resolve("admin-token")).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static URI parsed(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().startsWith("http")) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Answered below, like an address without a host.
        }

        throw new CommandFailedException(
                ExitCode.WRONG_CALL,
                "Not a server's address: “%s”. It looks like http://localhost:8080".formatted(url));
    }
}
