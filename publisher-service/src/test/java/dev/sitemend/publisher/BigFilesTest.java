package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigFilesTest {
    private static final int MIB = 1024 * 1024;
    private static final long SIZE = 200L * MIB;

    @TempDir
    private Path directory;

    @Test
    void aBigFileIsBroughtAndSentWithoutPassingThroughTheHeap() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        try (RandomAccessFile file =
                new RandomAccessFile(out.resolve("video.webm").toFile(), "rw")) {
            file.setLength(SIZE);
        }

        try (TestPublisher publisher = TestPublisher.start(new InMemoryObjectStore(), directory)) {
            publisher.site("docs");
            publisher.promote(publisher.build(ChannelId.of("docs", "main"), out));
            publisher.http().get("docs.localhost", "/missing");

            long before = allocated();
            long received = download(publisher.port());

            assertThat(received).isGreaterThan(SIZE);
            assertThat(allocated() - before).isLessThan(20L * MIB);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static long download(int port) throws Exception {
        byte[] buffer = new byte[MIB];
        long received = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /video.webm HTTP/1.1\r\nHost: docs.localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received += read;
            }
        }
        return received;
    }
}
