package dev.sitemend.publisher;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where sites are served, and what of them is kept on the local disk.
 *
 * @param data directory for everything this machine keeps; can be lost
 * @param sitesUrl address below which every site has its host name
 * @param publicUrl address of the console, to which lost visitors are shown
 * @param serving how much disk
 */
@ConfigurationProperties("sitemend")
public record ServingSettings(
        @Nullable Path data,
        @DefaultValue("http://localhost:8081") URI sitesUrl,
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue Serving serving) {
    public ServingSettings {
        data = data == null ? Path.of(System.getProperty("user.home"), ".local", "share", "sitemend") : data;
    }

    /** The component, which is never absent once defaults are filled in. */
    @Override
    public Path data() {
        return Objects.requireNonNull(data, "the constructor fills it in");
    }

    /**
     * Disk for serving.
     *
     * @param unpublished room for contents that are not live: older generations and single builds. What is live always
     *     stays
     */
    public record Serving(@DefaultValue("10GB") DataSize unpublished) {}
}
