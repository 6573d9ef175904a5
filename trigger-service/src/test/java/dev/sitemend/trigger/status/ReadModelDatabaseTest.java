package dev.sitemend.trigger.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadModelDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void aDatabaseKeepsItsGroup() {
        String group;
        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            group = database.group();
        }

        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            assertThat(database.group()).isEqualTo(group);
        }
    }

    @Test
    void aDamagedFileIsDeletedAndMadeAnew() throws IOException {
        String group;
        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            group = database.group();
        }
        Files.write(directory.resolve("status.mv.db"), "rubbish".repeat(5_000).getBytes(StandardCharsets.UTF_8));

        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            assertThat(database.group()).isNotEqualTo(group);
            assertThat(database.identity("imported")).isEmpty();
        }
    }

    @Test
    void aFileThatIsCutShortIsDeletedAndMadeAnew() throws IOException {
        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            assertThat(database.group()).isNotEmpty();
        }
        Path file = directory.resolve("status.mv.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 100));

        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            assertThat(database.group()).isNotEmpty();
        }
    }

    @Test
    void aDatabaseThatWasFoundDamagedWhileRunningIsMadeAnewAtTheNextStart() throws IOException {
        String group;
        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            group = database.group();
            database.noteDamage(
                    new IllegalStateException(new SQLException("File corrupted", "90030", ErrorCode.FILE_CORRUPTED_1)));
        }

        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            assertThat(database.group()).isNotEqualTo(group);
        }
        assertThat(directory.resolve("status.damaged")).doesNotExist();
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsNotTouched() throws IOException {
        String group;
        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            group = database.group();
        }

        try (FileChannel file = FileChannel.open(directory.resolve("status.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> ReadModelDatabase.open(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another process has it open");
        }

        try (ReadModelDatabase database = ReadModelDatabase.open(directory)) {
            assertThat(database.group()).isEqualTo(group);
        }
    }
}
