package dev.sitemend.startup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a service keeps its things in. */
final class DataFolder {
    private DataFolder() {}

    /**
     * Returns once it is there and can be written to.
     *
     * @throws CannotStartException if it can not
     */
    static void require(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Path trial = Files.createTempFile(absolute, "can-be-written", ".tmp");
            Files.delete(trial);
        } catch (IOException e) {
            throw new CannotStartException("it can not write to its data folder " + absolute + ": " + reason(e)
                    + ". Give the folder to the user '" + System.getProperty("user.name")
                    + "' that it runs as, or name another one by sitemend.data (SITEMEND_DATA)");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " is no folder";
            case FileSystemException broken
            when broken.getReason() != null -> broken.getFile() + ": " + broken.getReason();
            default -> e.toString();
        };
    }
}
