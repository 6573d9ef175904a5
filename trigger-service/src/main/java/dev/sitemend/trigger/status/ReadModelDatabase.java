package dev.sitemend.trigger.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database file of the read model. A damaged file, or one of another schema, is deleted and made anew. */
public final class ReadModelDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadModelDatabase.class);
    private static final String GROUP = "group";
    private static final String NAME = "status";
    // Written when a running database turns out to be damaged, so that the next start does not trust it.
    private static final String DAMAGED = NAME + ".damaged";
    private static final List<String> FILES = List.of(NAME + ".mv.db", NAME + ".trace.db", DAMAGED);
    private static final List<String> TABLES = List.of(
            "identity",
            "consumed",
            "site",
            "request",
            "build",
            "generation",
            "quarantine",
            "refusal",
            "dead_letter",
            "journal");
    // Requests are answered side by side, by threads that cost nothing; more than this many only queue for the disk.
    private static final int CONNECTIONS = 16;

    private final Path directory;
    private final JdbcConnectionPool pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private ReadModelDatabase(Path directory, JdbcConnectionPool pool) {
        this.directory = directory;
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /**
     * Opens the database in {@code directory}, or makes it.
     *
     * @throws IllegalStateException if another process has it open
     */
    public static ReadModelDatabase open(Path directory) {
        try {
            Files.createDirectories(directory);
            if (Files.exists(directory.resolve(DAMAGED))) {
                LOG.warn("The read model in {} was found damaged: it is made anew", directory);
                delete(directory);
            }

            try {
                return migrated(directory);
            } catch (FlywayException e) {
                if (isOpenElsewhere(e)) {
                    throw new IllegalStateException(
                            "Cannot open the read model in " + directory
                                    + ": another process has it open; give each Sitemend a data directory of its own",
                            e);
                }

                LOG.warn("The read model in {} cannot be read: it is made anew ({})", directory, e.getMessage());
                delete(directory);
                return migrated(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the read model in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The consumer group that belongs to this database: another one would read other offsets. */
    public String group() {
        return identity(GROUP).orElseGet(() -> {
            String group = "sitemend-status-" + UUID.randomUUID();
            identity(GROUP, group);
            return group;
        });
    }

    /** A short name for this database: positions in its journal mean nothing in another one. */
    public String epoch() {
        String group = group();
        return group.substring(group.length() - 8);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    /** A remembered fact about the database itself. */
    Optional<String> identity(String name) {
        return jdbc.sql("select content from identity where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    void identity(String name, String content) {
        jdbc.sql("merge into identity (name, content) key (name) values (:name, :content)")
                .param("name", name)
                .param("content", content)
                .update();
    }

    /** Forgets everything. */
    void clear() {
        transaction.executeWithoutResult(
                _ -> TABLES.forEach(table -> jdbc.sql("delete from " + table).update()));
    }

    /** Makes the next start begin with an empty database, if {@code failure} says that this one is damaged. */
    void noteDamage(Throwable failure) {
        if (!isDamage(failure)) {
            return;
        }

        try {
            Files.writeString(directory.resolve(DAMAGED), String.valueOf(failure.getMessage()));
            LOG.error("The read model in {} is damaged: restart, and it is made anew", directory, failure);
        } catch (IOException e) {
            LOG.error("Cannot note that the read model in {} is damaged: delete the directory", directory, e);
        }
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            LOG.warn("The read model in {} did not close: {}", directory, e.getMessage());
        }
        pool.dispose();
    }

    private static ReadModelDatabase migrated(Path directory) {
        // The file is closed by close(), not by whichever connection or shutdown hook happens to be last. Results are
        // not
        // reused: within one transaction H2 2.4 takes an older one for the newest.
        String url = "jdbc:h2:file:" + directory.toAbsolutePath().resolve(NAME)
                + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;CACHE_SIZE=8192;OPTIMIZE_REUSE_RESULTS=0";
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        pool.setMaxConnections(CONNECTIONS);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:sitemend/status")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.dispose();
            throw e;
        }

        return new ReadModelDatabase(directory, pool);
    }

    private static void delete(Path directory) throws IOException {
        for (String file : FILES) {
            Files.deleteIfExists(directory.resolve(file));
        }
    }

    private static boolean isOpenElsewhere(Throwable failure) {
        return causedBy(failure, ErrorCode.DATABASE_ALREADY_OPEN_1);
    }

    private static boolean isDamage(Throwable failure) {
        return causedBy(failure, ErrorCode.FILE_CORRUPTED_1) || causedBy(failure, ErrorCode.IO_EXCEPTION_2);
    }

    private static boolean causedBy(Throwable failure, int code) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == code) {
                return true;
            }
        }
        return false;
    }
}
