package dev.sitemend.trigger.status.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServedTruthTest {
    private final AtomicReference<String> host = new AtomicReference<>("");
    private HttpServer server;
    private int status = 200;
    private String body = "{\"site\":\"garden\",\"generation\":5,\"build\":12,\"revision\":\"abc\"}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/sitemend.json", exchange -> {
            host.set(exchange.getRequestHeaders().getFirst("Host"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void theSiteIsAskedByItsOwnName() {
        assertThat(look()).isEqualTo(new Served.Shows(5, 12, "abc"));
        assertThat(host.get()).isEqualTo("garden.localhost:8081");
    }

    @Test
    void notFoundMeansThatNothingIsServed() {
        status = 404;

        assertThat(look()).isEqualTo(new Served.Nothing());
    }

    @Test
    void anythingElseIsNotKnown() {
        status = 503;
        assertThat(look()).isEqualTo(new Served.Unknown("The site answers with status 503"));

        status = 200;
        body = "<html>";
        assertThat(look()).isInstanceOf(Served.Unknown.class);

        server.stop(0);
        assertThat(look()).isInstanceOf(Served.Unknown.class);
    }

    private Served look() {
        URI sites = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HttpServedTruth(sites).look("garden.localhost:8081");
    }
}
