package dev.sitemend.systemtests.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;

/** Answers what a client says first with what a function makes of its first line, and hangs up. */
final class CannedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final UnaryOperator<String> answers;

    private CannedServer(ServerSocket socket, UnaryOperator<String> answers) {
        this.socket = socket;
        this.answers = answers;
    }

    static CannedServer answering(UnaryOperator<String> answers) {
        try {
            CannedServer server =
                    new CannedServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), answers);
            Thread.ofPlatform().daemon().name("canned").start(server::serve);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole answer of HTTP. */
    static String http(String status, Instant date, String type, String body) {
        return "HTTP/1.1 " + status + "\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)) + "\r\nContent-Type: "
                + type
                + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                byte[] first = new byte[8192];
                int length = Math.max(0, client.getInputStream().read(first));
                String line = new String(first, 0, length, StandardCharsets.ISO_8859_1)
                        .lines()
                        .findFirst()
                        .orElse("");
                String answer = answers.apply(line);
                // The answer to HEAD has no body.
                int end = line.startsWith("HEAD ") ? answer.indexOf("\r\n\r\n") + 4 : answer.length();
                client.getOutputStream().write(answer.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
                client.shutdownOutput();
            } catch (IOException _) {
                // The client hung up, or the test is over.
            }
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
