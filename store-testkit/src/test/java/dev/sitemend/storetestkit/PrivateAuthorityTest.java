package dev.sitemend.storetestkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** A store that speaks TLS with a certificate that no authority of the JDK has signed. */
final class PrivateAuthorityTest {
    private static final int PORT = 7070;

    @TempDir
    private static Path directory;

    private static Path ca;
    private static GenericContainer<?> server;

    @BeforeAll
    static void start() throws Exception {
        Containers.require(StoreServer.VERSITYGW.image());
        SelfSigned certificate = SelfSigned.forLocalhost(directory);
        ca = Files.writeString(directory.resolve("ca.pem"), certificate.certificate());
        server = Containers.ofThisRun(
                        StoreServer.VERSITYGW.configure(new GenericContainer<>(StoreServer.VERSITYGW.image())))
                .withCommand("--port", ":7070", "--cert", "/server.pem", "--key", "/server.key", "posix", "/data")
                .withCopyToContainer(Transferable.of(certificate.certificate()), "/server.pem")
                .withCopyToContainer(Transferable.of(certificate.key()), "/server.key")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forListeningPort());
        server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void itIsTrustedByTheFileWithItsAuthority() {
        ObjectStore store = Stores.open(settings(ca), new SimpleMeterRegistry());

        assertThat(store.get(new ObjectKey("nothing.json"))).isEmpty();
    }

    @Test
    void withoutThatFileTheRefusalSaysHowToTrustIt() {
        StoreSettings settings = new StoreSettings(endpoint(), "sitemend", "any", "key");

        assertThatThrownBy(() -> Stores.open(settings, new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("its certificate is not to be trusted")
                .hasMessageContaining("Set sitemend.store.ca to a PEM file");
    }

    @Test
    void aFileThatHoldsNoCertificateIsNamed() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatThrownBy(() -> Stores.open(settings(empty), new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("sitemend.store.ca, " + empty)
                .hasMessageContaining("there is no certificate in it");
    }

    private static StoreSettings settings(Path authorities) {
        return new StoreSettings(endpoint(), "sitemend", StoreServer.ACCESS_KEY, StoreServer.SECRET_KEY, authorities);
    }

    private static String endpoint() {
        return "https://localhost:" + server.getMappedPort(PORT);
    }
}
