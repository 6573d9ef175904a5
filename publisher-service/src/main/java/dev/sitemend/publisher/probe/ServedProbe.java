package dev.sitemend.publisher.probe;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.publisher.serving.Publication;
import dev.sitemend.publisher.serving.Publications;
import dev.sitemend.publisher.serving.SiteAddresses;
import dev.sitemend.publisher.serving.WellKnown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    /** Probes a channel that shows something, at the server that listens on {@code port} of this machine. */
    public Probing probe(ChannelId channel, int port) throws InterruptedException {
        Optional<Publication> before = publications.of(channel);
        URI document = addresses.preview(channel).resolve(WellKnown.PATH);
        HttpResponse<byte[]> response;
        // As its own proxy the server can be asked for any host name, without the name having to resolve here.
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .connectTimeout(PATIENCE)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(plain(document))
                    .timeout(PATIENCE)
                    .header("Accept-Encoding", "identity")
                    .build();
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return new Probing.Wrong("Cannot read " + document + " back: " + e);
        }

        // It may have been replaced by the next generation meanwhile; then the answer is one of the two.
        Optional<Publication> after = publications.of(channel);
        if (isRight(before, response) || isRight(after, response)) {
            return new Probing.Right();
        }
        return new Probing.Wrong("Expected "
                + after.map(publication -> "generation " + publication.generation() + ", build " + publication.build())
                        .orElse("nothing")
                + " at " + document + ", got status " + response.statusCode() + ": "
                + new String(response.body(), StandardCharsets.UTF_8).strip());
    }

    private static boolean isRight(Optional<Publication> expected, HttpResponse<byte[]> response) {
        return expected.map(publication -> response.statusCode() == 200 && WellKnown.isOf(publication, response.body()))
                .orElse(response.statusCode() == 404);
    }

    /** The own port speaks plain HTTP, whatever stands in front of it. */
    private static URI plain(URI address) {
        return URI.create("http://" + address.getAuthority() + address.getPath());
    }
}
