package dev.sitemend.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who reads the site, and sees what is served and nothing else. */
final class Visitor implements AutoCloseable {
    private static final Pattern PARAGRAPH = Pattern.compile("<p>(.*?)</p>", Pattern.DOTALL);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI site;
    private final URI server;

    /**
     * Reads {@code site} from {@code server}: the name before {@code .localhost} is known to browsers, but not to each
     * resolver.
     */
    Visitor(URI site, URI server) {
        this.site = site;
        this.server = server;
    }

    /** What the visitor got. */
    record Page(String address, int status, String sentence, Optional<String> generation) {}

    Page read(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Host", site.getAuthority())
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Page(
                site.resolve(path).toString(),
                response.statusCode(),
                sentence(response.body()),
                response.headers().firstValue("Sitemend-Generation"));
    }

    private static String sentence(String page) {
        Matcher paragraph = PARAGRAPH.matcher(page);
        return paragraph.find()
                ? paragraph
                        .group(1)
                        .replaceAll("<[^>]*>", "")
                        .replaceAll("\\s+", " ")
                        .strip()
                : "";
    }

    @Override
    public void close() {
        client.close();
    }
}
