package dev.sitemend.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API as a script would use it. */
final class Api {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final String token;

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    JsonNode createSite(String name) {
        return post("/api/v1/sites", Map.of("site", name));
    }

    JsonNode createSite(String name, String repository) {
        return post("/api/v1/sites", Map.of("site", name, "repository", repository));
    }

    JsonNode channel(String site, String branch) {
        return get("/api/v1/sites/" + site + "/channels/" + URLEncoder.encode(branch, StandardCharsets.UTF_8));
    }

    /** Newest first. */
    List<JsonNode> builds(String site) {
        return list(get("/api/v1/sites/" + site + "/builds?limit=200").path("builds"));
    }

    JsonNode build(String site, long number) {
        return get("/api/v1/sites/" + site + "/builds/" + number);
    }

    List<JsonNode> generations(String site, String branch) {
        return list(get("/api/v1/sites/" + site + "/channels/" + branch + "/generations")
                .path("generations"));
    }

    List<JsonNode> deadLetters(String site) {
        return list(get("/api/v1/dead-letters").path("deadLetters")).stream()
                .filter(letter -> letter.path("site").asString("").equals(site))
                .toList();
    }

    String log(String site, long build) {
        return send(request("/api/v1/sites/" + site + "/builds/" + build + "/log")
                        .GET())
                .body();
    }

    JsonNode askForBuild(String site, Map<String, ?> wish) {
        return post("/api/v1/sites/" + site + "/builds", wish);
    }

    JsonNode get(String path) {
        return expectSuccess(path, send(request(path).GET()));
    }

    JsonNode post(String path, Map<String, ?> body) {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        return expectSuccess(path, response);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode expectSuccess(String path, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
        }

        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
