package dev.sitemend.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ServerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void keepsOneSecretForItsOwnerAlone() throws Exception {
        String first;
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            first = data.secret();
        }

        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            assertThat(data.secret()).isEqualTo(first).hasSize(64);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/secret"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondSitemendIsToldWhereTheFirstOneIs() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder)) {
            new ServerFile("http://localhost:8080", "", "", "", "", 4711).write(data.path());

            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("runs on %s already: http://localhost:8080 (process 4711)".formatted(folder))
                    .hasMessageContaining("--data DIR");
        }

        assertThat(ServerFile.read(folder)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Cannot use " + file.resolve("data"));
    }
}
