package dev.sitemend.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The server's HTTP API. What is not a success becomes a {@link CommandFailedException}. */
public final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final ServerAddress server;
    private final HttpClient client;

    Api(ServerAddress server) {
        this.server = server;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The API at this address, with this token. */
    public static Api at(String url, String token) {
        return new Api(new ServerAddress(URI.create(url), Optional.of(token)));
    }

    /** One segment of a path, so that a branch with slashes stays one. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public JsonNode get(String path) {
        return json(send(request(path).timeout(ANSWER).GET().build()));
    }

    public JsonNode post(String path, JsonNode body) {
        return json(send(withBody(path, "POST", body)));
    }

    JsonNode patch(String path, JsonNode body) {
        return json(send(withBody(path, "PATCH", body)));
    }

    JsonNode delete(String path) {
        return json(send(request(path).timeout(ANSWER).DELETE().build()));
    }

    /** A body as it comes, such as a log; it has no time limit once it has begun. */
    InputStream stream(String path, String mediaType, @Nullable String lastEventId) {
        HttpRequest.Builder request =
                request(path).setHeader("Accept", mediaType).GET();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }

        return send(request.build()).body();
    }

    private HttpRequest withBody(String path, String method, JsonNode body) {
        return request(path)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", "application/json")
                .header("User-Agent", "sitemend-cli");
        server.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(ExitCode.FAILED, "Interrupted.");
        }

        if (response.statusCode() / 100 != 2) {
            throw refused(response);
        }

        return response;
    }

    private CommandFailedException unreachable(IOException cause) {
        String reason = cause.getMessage() == null ? "nothing answers there" : cause.getMessage();
        return new CommandFailedException(
                ExitCode.UNREACHABLE,
                "Cannot reach Sitemend at %s: %s.%nStart it with: ./sitemend up, or name another with --server URL."
                        .formatted(server.url(), reason));
    }

    private static JsonNode json(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readAllBytes();
            return bytes.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(bytes);
        } catch (IOException | JacksonException e) {
            throw new CommandFailedException(
                    ExitCode.UNREACHABLE,
                    "Cannot understand the answer of %s: %s".formatted(response.uri(), e.getMessage()));
        }
    }

    private CommandFailedException refused(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        String said = detail(response);
        String message = switch (status) {
            case 401 ->
                "The server wants a token%s. Give one with --token or SITEMEND_TOKEN; make one with: sitemend token create --role writer"
                        .formatted(server.token().isPresent() ? " and does not accept this one" : "");
            case 403 -> "Not allowed: %s".formatted(said);
            case 404 -> said.isEmpty() ? "No such thing." : said;
            case 502, 503, 504 ->
                "%s answers, but is not ready: %s".formatted(server.url(), said.isEmpty() ? "HTTP " + status : said);
            default -> said.isEmpty() ? "The server answered with HTTP %d.".formatted(status) : said;
        };
        return new CommandFailedException(ExitCode.ofStatus(status), message);
    }

    /** The sentence of an RFC 9457 problem. */
    private static String detail(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            JsonNode problem = Json.MAPPER.readTree(body.readAllBytes());
            String detail = Json.text(problem, "detail");
            return detail.isEmpty() ? Json.text(problem, "title") : detail;
        } catch (IOException | JacksonException _) {
            return "";
        }
    }
}
