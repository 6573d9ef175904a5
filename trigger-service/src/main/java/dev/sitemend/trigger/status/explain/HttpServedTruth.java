package dev.sitemend.trigger.status.explain;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the publisher's address for a site's well-known document, with the site's name in the {@code Host} header: names
 * under {@code localhost}, or a domain that does not point here yet, need not resolve. The JDK's HTTP clients do not
 * let anybody set that header, and HTTP/1.0 is a request of three lines.
 */
public final class HttpServedTruth implements ServedTruth {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI sites;

    /** Takes where the publisher answers, {@code sitemend.sites-url}. */
    public HttpServedTruth(URI sites) {
        this.sites = sites;
    }

    @Override
    public Served look(String host) {
        String answer;
        try {
            answer = ask(host);
        } catch (IOException e) {
            return new Served.Unknown("Nobody answers at " + sites + ": " + e.getMessage());
        }

        int headEnd = answer.indexOf("\r\n\r\n");
        String[] status = answer.lines().findFirst().orElse("").split(" ", 3);
        if (headEnd < 0 || status.length < 2) {
            return new Served.Unknown("What answers at " + sites + " does not speak HTTP");
        }

        return switch (status[1]) {
            case "200" -> shown(answer.substring(headEnd + 4));
            case "404", "410" -> new Served.Nothing();
            default -> new Served.Unknown("The site answers with status " + status[1]);
        };
    }

    private String ask(String host) throws IOException {
        boolean secure = "https".equals(sites.getScheme());
        int port = sites.getPort() >= 0 ? sites.getPort() : secure ? 443 : 80;
        SocketFactory sockets = secure ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        try (Socket socket = sockets.createSocket()) {
            socket.connect(new InetSocketAddress(sites.getHost(), port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET /.well-known/sitemend.json HTTP/1.0\r\nHost: " + host
                    + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream buffered = new BufferedInputStream(answer);
        for (int next = buffered.read(); next >= 0 && bytes.size() < LONGEST_ANSWER; next = buffered.read()) {
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Served shown(String body) {
        try {
            JsonNode document = JSON.readTree(body);
            return new Served.Shows(
                    document.path("generation").asLong(0),
                    document.path("build").asLong(0),
                    document.path("revision").asString(""));
        } catch (JacksonException e) {
            return new Served.Unknown("The site's well-known document is not ours: " + e.getOriginalMessage());
        }
    }
}
