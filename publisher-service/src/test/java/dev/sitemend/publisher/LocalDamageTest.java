package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file of the local disk is damaged, one at a time: visitors get the right page all the same. */
class LocalDamageTest {
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    // One that is sent from memory, and one that the kernel sends.
    private static final Map<String, String> PAGES = Map.of(
            "/",
            "a page ".repeat(200),
            "/blog/first.html",
            "the first ".repeat(100),
            "/blog/big.html",
            IntStream.range(0, 10_000).mapToObj(i -> "line " + i * 7919L + "\n").collect(Collectors.joining()),
            "/short.txt",
            "short");

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    enum Damage {
        TRUNCATED {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        FLIPPED {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 0) {
                    bytes[bytes.length / 2] ^= 1;
                    Files.write(file, bytes);
                }
            }
        },
        REMOVED {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @BeforeEach
    void publish() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            publisher.publish(
                    MAIN,
                    Map.of(
                            "index.html", page("/"),
                            "blog/first.html", page("/blog/first.html"),
                            "blog/big.html", page("/blog/big.html"),
                            "texts/short.txt", page("/short.txt"),
                            "short.txt", "-> texts/short.txt",
                            "_headers", "/*\n  X-Own: yes"));
            requireRight(publisher);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsDamagedBetweenTwoRunsIsNeverServed(Damage damage) throws Exception {
        for (Path file : localFiles()) {
            damage.to(file);

            try (TestPublisher publisher = TestPublisher.start(store, directory)) {
                if (file.toString().contains("/live/")) {
                    // What was live must be asked of the store then.
                    publisher.upkeep();
                }
                requireRight(publisher);
                publisher.upkeep();
                requireRight(publisher);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsDamagedUnderARunningPublisherIsNeverServed(Damage damage) throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            requireRight(publisher);
            for (Path file : localFiles()) {
                damage.to(file);
                requireRight(publisher);
            }
        }
    }

    @Test
    void aFolderInTheWayOfAContentIsReplaced() throws Exception {
        for (Path file : localFiles()) {
            if (file.toString().contains("/blobs/")) {
                Files.delete(file);
                Files.createDirectories(file.resolve("in the way"));
            }
        }

        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.upkeep();
            requireRight(publisher);
        }
    }

    private static void requireRight(TestPublisher publisher) throws Exception {
        TestHttp http = publisher.http();
        for (String path : PAGES.keySet()) {
            HttpResponse<byte[]> plain = http.get("docs.localhost", path);
            assertThat(plain.statusCode()).isEqualTo(200);
            assertThat(new String(plain.body(), StandardCharsets.UTF_8)).isEqualTo(page(path));
            assertThat(plain.headers().firstValue("X-Own")).hasValue("yes");

            HttpResponse<byte[]> coded = http.get("docs.localhost", path, "Accept-Encoding", "gzip");
            assertThat(new String(decoded(coded), StandardCharsets.UTF_8)).isEqualTo(page(path));
        }
    }

    private static byte[] decoded(HttpResponse<byte[]> response) throws IOException {
        if (response.headers().firstValue("Content-Encoding").isEmpty()) {
            return response.body();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        }
    }

    private static String page(String path) {
        return PAGES.getOrDefault(path, "");
    }

    private List<Path> localFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/serving"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
