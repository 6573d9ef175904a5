package dev.sitemend.storetestkit;

import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.s3.S3ObjectStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A real store in a container of its own, empty but for the bucket {@code sitemend}; an extension of a test class. */
public final class StoreContainer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int FIRST_SERVER_ERROR = 500;

    private final StoreServer server;
    private @Nullable GenericContainer<?> container;

    public StoreContainer(StoreServer server) {
        this.server = server;
    }

    /** Returns when the store answers. Skips the test where it can not be had. */
    public void start() {
        Containers.require(server.image());
        GenericContainer<?> starting = Containers.ofThisRun(server.configure(new GenericContainer<>(server.image())))
                .withExposedPorts(server.port())
                // Who asks without a key is refused; that is an answer.
                .waitingFor(Wait.forHttp("/")
                        .forStatusCodeMatching(status -> status < FIRST_SERVER_ERROR)
                        .withStartupTimeout(LONGEST_START));
        starting.start();
        container = starting;
        S3ObjectStore.at(settings()).ensureBucket();
    }

    /** Where it is, and its keys. */
    public StoreSettings settings() {
        GenericContainer<?> running = container;
        if (running == null) {
            throw new IllegalStateException("Cannot tell where " + server + " is: it was not started");
        }

        return new StoreSettings(
                "http://" + running.getHost() + ":" + running.getMappedPort(server.port()),
                "sitemend",
                StoreServer.ACCESS_KEY,
                StoreServer.SECRET_KEY);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (container != null) {
            container.stop();
        }
    }
}
