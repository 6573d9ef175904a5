package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.MalformedDocumentException;
import dev.sitemend.contracts.json.StoredFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was live when the store was last reached: per channel the entry of its publication log that is live, per site
 * its settings. They are copies of stored documents, in their format.
 */
public final class PointerFiles {
    private static final Logger log = LoggerFactory.getLogger(PointerFiles.class);

    private final Path channels;
    private final Path sites;

    public PointerFiles(Path directory) {
        this.channels = directory.resolve("channels");
        this.sites = directory.resolve("sites");
    }

    /** Remembers what is live. */
    public void keep(Generation live) throws IOException {
        LocalFiles.replace(path(live.channel()), StoredFormat.GENERATION.write(live));
    }

    /** Remembers a site. */
    public void keep(SiteSettings settings) throws IOException {
        LocalFiles.replace(path(settings.site()), StoredFormat.SITE_SETTINGS.write(settings));
    }

    /** Forgets a channel: nothing of it is live. */
    public void remove(ChannelId channel) throws IOException {
        Files.deleteIfExists(path(channel));
    }

    /** Every channel's live entry. What can not be read is left out: the store will tell. */
    public List<Generation> generations() throws IOException {
        return read(channels, StoredFormat.GENERATION::read);
    }

    /** Every site's settings. */
    public List<SiteSettings> sites() throws IOException {
        return read(sites, StoredFormat.SITE_SETTINGS::read);
    }

    private static <T> List<T> read(Path directory, Function<byte[], T> reader) throws IOException {
        List<T> documents = new ArrayList<>();
        if (!Files.exists(directory)) {
            return documents;
        }

        try (Stream<Path> files =
                Files.find(directory, 1, (path, attributes) -> path.toString().endsWith(".json"))) {
            for (Path file : files.sorted().toList()) {
                try {
                    documents.add(reader.apply(Files.readAllBytes(file)));
                } catch (MalformedDocumentException e) {
                    log.warn("Cannot use {}, the store will be asked: {}", file, e.getMessage());
                }
            }
        }
        return documents;
    }

    private Path path(ChannelId channel) {
        return channels.resolve(channel.branch().slug() + "--" + channel.site() + ".json");
    }

    private Path path(SiteId site) {
        return sites.resolve(site + ".json");
    }
}
