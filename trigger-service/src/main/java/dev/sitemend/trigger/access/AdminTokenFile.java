package dev.sitemend.trigger.access;

import dev.sitemend.contracts.vocabulary.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first token: made at the first start, in a file that only the user of this process can read, so that whoever may
 * read the data may administer. A store that lost its tokens learns this one again from the file.
 */
final class AdminTokenFile {
    private static final Logger LOG = LoggerFactory.getLogger(AdminTokenFile.class);

    private final Path file;
    private final Tokens tokens;

    AdminTokenFile(Path file, Tokens tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /** Makes the file if it is missing, and its token good if the store does not know it. */
    void ensure() {
        try {
            if (!Files.exists(file)) {
                write(tokens.generate());
                LOG.info("The administrator's token is in {}", file);
            }

            String token = Files.readString(file).strip();
            if (!token.startsWith(Tokens.PREFIX)) {
                throw new IllegalStateException(
                        "Cannot use " + file + ": it holds no token; remove it to get a new one");
            }
            if (tokens.holding(token).isEmpty()) {
                tokens.keep(token, Role.ADMIN, null, null, "first start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the administrator's token in " + file, e);
        }
    }

    private void write(String token) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        // A temporary file is created with mode 600.
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "admin-token", ".new");
        Files.writeString(temporary, token + "\n", StandardCharsets.US_ASCII);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
