package dev.sitemend.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who reads the published sites. Names the host in a header, so that no resolver is needed. */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI sites;

    Visitor(String sites) {
        this.sites = URI.create(sites);
    }

    /** What the production channel serves. */
    String read(String site, String path) {
        HttpResponse<byte[]> response = get(site, path);
        return response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }

    /** {@code label} is what stands before {@code .localhost}. */
    HttpResponse<byte[]> get(String label, String path) {
        URI address = URI.create("http://127.0.0.1:" + sites.getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Host", label + ".localhost:" + sites.getPort())
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + label, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** {@code /.well-known/sitemend.json}; a missing node when nothing is live. */
    JsonNode servedTruth(String label) {
        HttpResponse<byte[]> response = get(label, "/.well-known/sitemend.json");
        JsonMapper json = new JsonMapper();
        return response.statusCode() == 200
                ? json.readTree(response.body())
                : json.createObjectNode().path("nothing");
    }
}
