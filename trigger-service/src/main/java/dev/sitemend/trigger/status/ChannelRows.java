package dev.sitemend.trigger.status;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds sites, their channels, and what is known about them. */
public final class ChannelRows {
    private final JdbcClient jdbc;
    private final FactsReader facts;
    private final Clock clock;

    ChannelRows(JdbcClient jdbc, Heartbeats heartbeats, Clock clock) {
        this.jdbc = jdbc;
        this.facts = new FactsReader(jdbc, heartbeats);
        this.clock = clock;
    }

    /** The sites that are registered now, by name. */
    public List<SiteSettings> sites() {
        return jdbc.sql("select document from site where not removed order by site")
                .query((result, _) -> settings(new Row(result).text("document")))
                .list();
    }

    /** The settings of a site, removed ones too; without the secrets. */
    public Optional<SiteSettings> site(SiteId site) {
        return jdbc.sql("select document from site where site = :site")
                .param("site", site.value())
                .query((result, _) -> settings(new Row(result).text("document")))
                .optional();
    }

    /** Whether everybody may read the states and logs of this site. */
    public boolean isPublic(SiteId site) {
        return jdbc.sql("select 1 from site where site = :site and visibility = :visibility and not removed")
                .params(Parameters.of(site)
                        .with("visibility", Visibility.PUBLIC)
                        .map())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The production channel, and every other that anything is known about, by name. */
    public Set<ChannelId> channels(SiteSettings site) {
        Set<ChannelId> channels = new TreeSet<>();
        channels.add(site.production());
        jdbc.sql("""
                select branch from build where site = :site
                union select branch from request where site = :site
                union select branch from generation where site = :site""")
                .params(Parameters.of(site.site()).map())
                .query(String.class)
                .list()
                .forEach(branch -> channels.add(new ChannelId(site.site(), new BranchName(branch))));
        return channels;
    }

    /** What is known about the channel now. */
    public ChannelFacts facts(ChannelId channel) {
        return facts.read(channel, clock.instant());
    }

    /** The channel's publication log, newest entry first. */
    public List<GenerationRow> generations(ChannelId channel, int limit) {
        return jdbc.sql("""
                select * from generation where site = :site and branch = :branch
                order by number desc limit :limit""")
                .params(Parameters.of(channel).with("limit", limit).map())
                .query(GenerationRow::read)
                .list();
    }

    /** Whether the build was ever made live. */
    public boolean wasPromoted(ChannelId channel, BuildNumber build) {
        return jdbc.sql("""
                select 1 from generation where site = :site and branch = :branch and build = :build
                    and kind = 'PROMOTED' limit 1""")
                .params(Parameters.of(channel).with("build", build).map())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static SiteSettings settings(String document) {
        return StoredFormat.SITE_SETTINGS.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
