package dev.sitemend.trigger.status;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.json.StoredFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The registry, as rows of {@code site}. */
final class SiteProjection {
    private final JdbcClient jdbc;

    SiteProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void apply(SiteSettings settings) {
        byte[] document = StoredFormat.SITE_SETTINGS.write(withoutSecrets(settings));
        jdbc.sql("""
                merge into site (site, seq, visibility, removed, document) key (site)
                select :site, :seq, :visibility, :removed, :document
                where not exists (select 1 from site where site = :site and seq > :seq)""")
                .params(Parameters.of(settings.site())
                        .with("seq", settings.seq())
                        .with("visibility", settings.visibility())
                        .with("removed", settings.removed())
                        .with("document", new String(document, StandardCharsets.UTF_8))
                        .map())
                .update();
    }

    private static SiteSettings withoutSecrets(SiteSettings s) {
        return new SiteSettings(
                s.site(),
                s.seq(),
                s.repository(),
                s.branch(),
                s.domains(),
                s.previews(),
                s.generator(),
                s.network(),
                s.visibility(),
                Map.of(),
                s.removed(),
                s.changedAt(),
                s.changedBy(),
                s.writer());
    }
}
