package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Found;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.disk.LocalArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a site says about its own serving. */
public final class SiteRules {
    static final String HEADERS_FILE = "_headers";
    static final String REDIRECTS_FILE = "_redirects";

    // A rule file is a page of text; one that is bigger than this is something else.
    private static final long LARGEST = 256 * 1024;

    private final Optional<Content> headersFile;
    private final HeaderRules headers;
    private final Optional<Content> redirectsFile;
    private final RedirectRules redirects;

    private SiteRules(
            Optional<Content> headersFile,
            HeaderRules headers,
            Optional<Content> redirectsFile,
            RedirectRules redirects) {
        this.headersFile = headersFile;
        this.headers = headers;
        this.redirectsFile = redirectsFile;
        this.redirects = redirects;
    }

    /** No rules. */
    public static SiteRules none() {
        return new SiteRules(Optional.empty(), HeaderRules.NONE, Optional.empty(), RedirectRules.NONE);
    }

    /** The rules of an artifact: {@code before}, as far as their files are the same. A site may have none of them. */
    public static SiteRules read(
            LocalArtifacts artifacts, SiteId site, Artifact artifact, Manifest manifest, SiteRules before)
            throws IOException {
        Optional<Content> headersFile = file(manifest, HEADERS_FILE);
        HeaderRules headers = before.headers;
        if (!headersFile.equals(before.headersFile)) {
            headers = headersFile.isEmpty()
                    ? HeaderRules.NONE
                    : HeaderRules.parse(text(artifacts, site, artifact, headersFile.get()));
        }
        Optional<Content> redirectsFile = file(manifest, REDIRECTS_FILE);
        RedirectRules redirects = before.redirects;
        if (!redirectsFile.equals(before.redirectsFile)) {
            redirects = redirectsFile.isEmpty()
                    ? RedirectRules.NONE
                    : RedirectRules.parse(text(artifacts, site, artifact, redirectsFile.get()));
        }
        return new SiteRules(headersFile, headers, redirectsFile, redirects);
    }

    private static Optional<Content> file(Manifest manifest, String path) {
        return manifest.find(path) instanceof Found.File(Content content) && content.size() <= LARGEST
                ? Optional.of(content)
                : Optional.empty();
    }

    /** Each byte as one character (ISO 8859-1). */
    private static String text(LocalArtifacts artifacts, SiteId site, Artifact artifact, Content content)
            throws IOException {
        return new String(artifacts.bytes(site, artifact, content), StandardCharsets.ISO_8859_1);
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
