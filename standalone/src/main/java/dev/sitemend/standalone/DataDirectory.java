package dev.sitemend.standalone;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.ServerFile;
import dev.sitemend.embedded.DirectoryInUseException;
import dev.sitemend.embedded.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder of one installation, held for this process alone until it is closed. */
final class DataDirectory implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final Path path;
    private final DirectoryLock lock;

    private DataDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the folder, which is created for its owner only; refuses it when a Sitemend runs on it already. */
    static DataDirectory open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(
                        absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }

            return new DataDirectory(absolute, DirectoryLock.take(absolute));
        } catch (DirectoryInUseException _) {
            throw new CommandFailedException(ExitCode.REFUSED, running(absolute));
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Cannot use %s: %s.%nChoose another folder with --data DIR.".formatted(absolute, e.getMessage()));
        }
    }

    private static String running(Path path) {
        return ServerFile.read(path)
                .map(file ->
                        "Sitemend runs on %s already: %s (process %d).%nStop it first, or choose another folder with --data DIR."
                                .formatted(path, file.url(), file.pid()))
                .orElseGet(() ->
                        "Sitemend is just starting or stopping on %s.%nWait for it, or choose another folder with --data DIR."
                                .formatted(path));
    }

    Path path() {
        return path;
    }

    Path folder(String name) {
        return path.resolve(name);
    }

    /** The installation's secret, made at the first start. Who has it can forge reports and read sites' secrets. */
    String secret() {
        return privateFile("secret", () -> {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            return HexFormat.of().formatHex(random);
        });
    }

    /** The text of a file that its owner alone may read; made when it is missing. */
    String privateFile(String name, java.util.function.Supplier<String> content) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                Path unfinished = path.resolve(name + ".new");
                Files.deleteIfExists(unfinished);
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(unfinished, content.get() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(unfinished, file);
            }

            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            ServerFile.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the server file: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }
}
