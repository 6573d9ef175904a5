package dev.sitemend.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one standalone installation is told. A port of 0 means any free one.
 *
 * @param data everything that it keeps
 * @param ports where it listens
 * @param kafka bootstrap servers of a broker elsewhere; empty for the embedded one
 * @param store endpoint of an S3 store elsewhere; empty for the embedded one
 * @param sandbox {@code bwrap} or {@code none}; empty for what the builder does by itself
 */
record UpSettings(Path data, Ports ports, Optional<String> kafka, Optional<URI> store, Optional<String> sandbox) {

    /** Where it listens. All but the first two are on the loopback address only. */
    record Ports(int api, int sites, int management, int kafka, int store) {
        static final Ports DEFAULT = new Ports(8080, 8081, 9180, 9092, 9000);
        static final Ports ANY = new Ports(0, 0, 0, 0, 0);
    }
}
