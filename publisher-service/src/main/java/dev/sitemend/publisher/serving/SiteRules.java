package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.disk.LocalArtifacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a site says about its own serving. */
public final class SiteRules {
    static final String HEADERS_FILE = "_headers";
    static final String REDIRECTS_FILE = "_redirects";

    private final HeaderRules headers;
    private final RedirectRules redirects;

    private SiteRules(HeaderRules headers, RedirectRules redirects) {
        this.headers = headers;
        this.redirects = redirects;
    }

    /** Reads the two files, each byte as one character (ISO 8859-1); a site may have none of them. */
    static SiteRules of(@Nullable String headersFile, @Nullable String redirectsFile) {
        return new SiteRules(
                headersFile == null ? HeaderRules.NONE : HeaderRules.parse(headersFile),
                redirectsFile == null ? RedirectRules.NONE : RedirectRules.parse(redirectsFile));
    }

    /** Reads the rules of an artifact. */
    public static SiteRules read(LocalArtifacts artifacts, SiteId site, Artifact artifact, Manifest manifest)
            throws IOException {
        return of(
                artifacts.text(site, artifact, manifest, HEADERS_FILE).orElse(null),
                artifacts.text(site, artifact, manifest, REDIRECTS_FILE).orElse(null));
    }

    HeaderRules headers() {
        return headers;
    }

    RedirectRules redirects() {
        return redirects;
    }

    /** The lines that were not understood and are not heeded, for the site's author. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(headers.notes());
        notes.addAll(redirects.notes());
        return notes;
    }
}
