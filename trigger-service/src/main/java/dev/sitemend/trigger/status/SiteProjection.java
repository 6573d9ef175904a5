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
        long known = jdbc.sql("select coalesce(max(seq), 0) from site where site = :site")
                .param("site", settings.site().value())
                .query(Long.class)
                .single();
        if (known > settings.seq()) {
            return;
        }

        jdbc.sql("""
                merge into site (site, seq, visibility, removed, document) key (site)
                values (:site, :seq, :visibility, :removed, :document)""")
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
                s.retention(),
                s.removed(),
                s.changedAt(),
                s.changedBy(),
                s.writer());
    }
}
