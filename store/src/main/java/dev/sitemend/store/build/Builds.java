package dev.sitemend.store.build;

import com.github.luben.zstd.ZstdInputStream;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The builds of all sites: claims, reports, logs.
 *
 * <p>What never changes is kept in memory, per site: one listing at first use, and later only the numbers above the
 * highest known and the reports of claims that were open are asked for. Each call answers from the store as it is at
 * the call, whoever wrote to it. Safe for use by several threads; calls about one site wait for each other.
 *
 * <p>A document that can not be read (damaged, or a report that this installation did not sign) takes its number and
 * says nothing: its build is neither open nor a success.
 */
public final class Builds {
    private final ObjectStore store;
    private final BuildDocuments documents;
    private final Map<SiteId, SiteIndex> indexes = new ConcurrentHashMap<>();

    public Builds(ObjectStore store, DocumentSigner signer) {
        this.store = store;
        this.documents = new BuildDocuments(store, signer);
    }

    /** What the channel's builds are now. */
    public ChannelBuilds channel(ChannelId channel) {
        return index(channel.site()).channel(channel);
    }

    /** The channel's successes with a number above {@code mark}, all if there is no mark; lowest number first. */
    public List<Report> successesAbove(ChannelId channel, Optional<BuildNumber> mark) {
        return index(channel.site())
                .successesAbove(channel, mark.map(BuildNumber::value).orElse(0L));
    }

    /**
     * Claims the next free number of the site. {@code claim} is asked for a claim of each number that is tried, with a
     * new writer token each time.
     */
    public Claiming claim(SiteId site, Function<BuildNumber, Claim> claim) {
        return index(site).claim(claim);
    }

    /**
     * Closes a build for ever, unless it is closed already.
     *
     * @throws dev.sitemend.store.CorruptObjectException if another closed it, and the report can not be read
     */
    public Closing close(Report report) {
        return index(report.channel().site()).close(report);
    }

    /**
     * The claim of a build; empty if there is none.
     *
     * @throws dev.sitemend.store.CorruptObjectException if it can not be read
     */
    public Optional<Claim> claimOf(SiteId site, BuildNumber build) {
        return documents.claims().read(Keys.claim(site, build));
    }

    /**
     * The report of a build; empty while it is open.
     *
     * @throws dev.sitemend.store.CorruptObjectException if it can not be read, or is not signed by this installation
     */
    public Optional<Report> report(SiteId site, BuildNumber build) {
        return documents.reports().read(Keys.report(site, build));
    }

    /** The numbers of all builds of the site, open ones too, in their order. */
    public List<BuildNumber> numbers(SiteId site) {
        return index(site).numbers();
    }

    /** Keeps a build's log, which is compressed already. */
    public void putLog(SiteId site, BuildNumber build, Path zstd) {
        store.put(Keys.log(site, build), Content.of(zstd));
    }

    /** The log of a build as text in UTF-8; empty if none was kept. */
    public Optional<InputStream> log(SiteId site, BuildNumber build) {
        return store.get(Keys.log(site, build)).map(Builds::decompressed);
    }

    private static InputStream decompressed(byte[] zstd) {
        try {
            return new ZstdInputStream(new ByteArrayInputStream(zstd));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot decompress a log: " + e.getMessage(), e);
        }
    }

    private SiteIndex index(SiteId site) {
        return indexes.computeIfAbsent(site, id -> new SiteIndex(id, store, documents));
    }
}
