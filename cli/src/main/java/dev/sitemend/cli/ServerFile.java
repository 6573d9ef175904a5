package dev.sitemend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * {@code <data>/sitemend.json}: where the standalone Sitemend of this folder answers while it runs.
 *
 * @param url console, API and Git
 * @param sitesUrl the published sites
 * @param management health and metrics
 * @param kafka bootstrap servers
 * @param store address of the object store
 * @param pid its process
 */
public record ServerFile(String url, String sitesUrl, String management, String kafka, String store, long pid) {
    private static final String NAME = "sitemend.json";

    /** What stands in the folder; empty when nothing runs there or the file cannot be understood. */
    public static Optional<ServerFile> read(Path data) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readString(data.resolve(NAME)), ServerFile.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    /** Replaces the file at once, so that nobody reads half of it. */
    public void write(Path data) throws IOException {
        Path unfinished = data.resolve(NAME + ".new");
        Files.writeString(unfinished, Json.pretty(Json.MAPPER.valueToTree(this)) + "\n");
        Files.move(unfinished, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static void delete(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
