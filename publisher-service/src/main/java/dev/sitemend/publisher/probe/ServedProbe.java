package dev.sitemend.publisher.probe;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.publisher.serving.Publication;
import dev.sitemend.publisher.serving.Publications;
import dev.sitemend.publisher.serving.SiteAddresses;
import dev.sitemend.publisher.serving.WellKnown;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Reads a channel's well-known document back from the running server and compares. */
public final class ServedProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Publications publications;
    private final SiteAddresses addresses;

    public ServedProbe(Publications publications, SiteAddresses addresses) {
        this.publications = publications;
        this.addresses = addresses;
    }

    /** What the server said. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Answer(int status, byte[] body) {}

    /** Probes a channel that shows something, at the server that listens on {@code port} of this machine. */
    public Probing probe(ChannelId channel, int port) {
        Optional<Publication> before = publications.of(channel);
        URI document = addresses.preview(channel).resolve(WellKnown.PATH);
        Answer answer;
        try {
            answer = read(plain(document), port);
        } catch (IOException e) {
            return new Probing.Wrong("Cannot read " + document + " back: " + e);
        }

        // It may have been replaced by the next generation meanwhile; then the answer is one of the two.
        Optional<Publication> after = publications.of(channel);
        if (isRight(before, answer) || isRight(after, answer)) {
            return new Probing.Right();
        }
        return new Probing.Wrong("Expected "
                + after.map(publication -> "generation " + publication.generation() + ", build " + publication.build())
                        .orElse("nothing")
                + " at " + document + ", got status " + answer.status() + ": "
                + new String(answer.body(), StandardCharsets.UTF_8).strip());
    }

    /**
     * As its own proxy the server can be asked for any host name, without the name having to resolve here. The JDK's
     * plain old client, because it needs no threads of its own: a promotion should not have to start some.
     */
    private static Answer read(URI document, int port) throws IOException {
        Proxy self = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        HttpURLConnection connection = (HttpURLConnection) document.toURL().openConnection(self);
        try {
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setUseCaches(false);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept-Encoding", "identity");
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
            }
        } finally {
            connection.disconnect();
        }
    }

    private static boolean isRight(Optional<Publication> expected, Answer answer) {
        return expected.map(publication -> answer.status() == 200 && WellKnown.isOf(publication, answer.body()))
                .orElse(answer.status() == 404);
    }

    /** The own port speaks plain HTTP, whatever stands in front of it. */
    private static URI plain(URI address) {
        return URI.create("http://" + address.getAuthority() + address.getPath());
    }
}
