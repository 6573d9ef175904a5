package dev.sitemend.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that gives prepared answers and remembers what it was asked. */
final class FakeServer implements AutoCloseable {
    record Answer(int status, String mediaType, String body) {}

    record Question(String method, String path, String authorization, String body) {}

    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Question> questions = new CopyOnWriteArrayList<>();

    FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers in the order in which they were prepared; the last one for ever. */
    FakeServer on(String methodAndPath, int status, String mediaType, String body) {
        answers.computeIfAbsent(methodAndPath, _ -> new ArrayDeque<>()).add(new Answer(status, mediaType, body));
        return this;
    }

    FakeServer on(String methodAndPath, String json) {
        return on(methodAndPath, 200, "application/json", json);
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        questions.add(new Question(
                exchange.getRequestMethod(),
                path,
                authorization == null ? "" : authorization,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = next(exchange.getRequestMethod() + " " + path);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Answer next(String methodAndPath) {
        Queue<Answer> prepared = answers.getOrDefault(methodAndPath, new ArrayDeque<>());
        Answer missing = new Answer(
                404, "application/problem+json", "{\"detail\":\"No answer prepared for " + methodAndPath + "\"}");
        if (prepared.size() > 1) {
            return prepared.remove();
        }

        return prepared.isEmpty() ? missing : prepared.element();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
