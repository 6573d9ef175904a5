package dev.sitemend.trigger.testing;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.trigger.TriggerApplication;
import dev.sitemend.trigger.live.LiveEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One trigger service for all tests of this module: starting it takes longer than they do. Each test uses sites of its
 * own. It reconciles every two seconds, so that tests of that need not wait.
 */
public final class RunningTrigger implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EmbeddedKafka kafka;
    private final ConfigurableApplicationContext context;
    private final Path data;
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningTrigger(Path root) {
        data = root.resolve("data");
        kafka = EmbeddedKafka.startIn(root.resolve("kafka"));
        InMemoryObjectStore store = new InMemoryObjectStore();
        context = TriggerApplication.application()
                .initializers(
                        starting -> ((GenericApplicationContext) starting).registerBean(ObjectStore.class, () -> store))
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--sitemend.data=" + data,
                        "--sitemend.secret=a secret for tests only",
                        "--sitemend.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--sitemend.polling.interval=2s",
                        "--sitemend.receive.wait=20s");
        context.getBean(LiveEvents.class).watch(heard::add);
    }

    /** Hands the one service to tests that name it as a parameter. */
    public static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
            return parameter.getParameter().getType() == RunningTrigger.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
            return extension
                    .getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RunningTrigger.class.getName(), _ -> start(), RunningTrigger.class);
        }

        private static RunningTrigger start() {
            try {
                return new RunningTrigger(Files.createTempDirectory("trigger-test"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        context.close();
        kafka.close();
        try {
            FileSystemUtils.deleteRecursively(data.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public Path data() {
        return data;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI address(String path) {
        return URI.create(
                "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    public String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    /** Events of a kind that have arrived so far, oldest first. */
    public <T extends Event> List<T> heard(Class<T> type, Predicate<T> which) {
        return heard.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .toList();
    }

    public void publish(Event event) {
        bean(EventPublisher.class).publish(event, null);
    }

    /** Calls the API as the administrator. */
    public HttpResponse<String> call(String method, String path, String json) throws Exception {
        return call(method, path, json, Map.of("Authorization", "Bearer " + adminToken()));
    }

    public HttpResponse<String> call(String method, String path, String json, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** Registers a site that lives here; returns its webhook secret. */
    public String register(String site) throws Exception {
        HttpResponse<String> answer = call("POST", "/api/v1/sites", "{\"site\": \"" + site + "\"}");
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return json(answer).get("webhookSecret").stringValue();
    }

    /** Where to push to as the administrator. */
    public String pushAddress(String site) throws IOException {
        return address("/git/" + site + ".git").toString().replace("http://", "http://git:" + adminToken() + "@");
    }
}
