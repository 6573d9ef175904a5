package dev.sitemend.builder.build;

import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.log.BuildLogs;
import dev.sitemend.builder.log.LogListener;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.site.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs as files in a directory of their own. */
public final class DiskLogs implements Logs {
    private static final Logger LOG = LoggerFactory.getLogger(DiskLogs.class);

    private final Path directory;
    private final BuildLogs logs;
    private final SecretBox secrets;
    private final BiFunction<SiteId, BuildNumber, LogListener> listeners;

    public DiskLogs(
            Path directory, BuildLogs logs, SecretBox secrets, BiFunction<SiteId, BuildNumber, LogListener> listeners) {
        this.directory = directory;
        this.logs = logs;
        this.secrets = secrets;
        this.listeners = listeners;
    }

    @Override
    public BuildLog open(SiteSettings site, Claim claim) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + directory + ": " + e.getMessage(), e);
        }

        Path file = directory.resolve(site.site() + "-" + claim.number().value() + ".zst");
        return logs.open(file, secrets(site), listeners.apply(site.site(), claim.number()));
    }

    @Override
    public void discard(BuildLog log) {
        try {
            Files.deleteIfExists(log.file());
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", log.file(), e.getMessage());
        }
    }

    private List<String> secrets(SiteSettings site) {
        List<String> values = new ArrayList<>();
        site.secrets().forEach((name, encrypted) -> {
            try {
                values.add(secrets.open(site.site(), name, encrypted));
            } catch (IllegalArgumentException e) {
                LOG.warn("{}", e.getMessage()); // Nobody can print what nobody can read.
            }
        });
        return values;
    }
}
