package dev.sitemend.store.s3;

import dev.sitemend.store.StoreRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.SocketFactory;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client of this process: one pool of connections. Whoever trusts more authorities than the JDK does has a
 * copy of it, which shares the pool; certificates are read once.
 */
final class SharedHttp {
    // The default is 5 for one host, and ours is one host.
    private static final int CONCURRENT_REQUESTS = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final Map<Path, OkHttpClient> TRUSTING = new ConcurrentHashMap<>();

    private SharedHttp() {}

    /**
     * Made at first use, so that a process that opens no store has none.
     *
     * @param ca PEM file of further certificate authorities to trust
     * @throws StoreRefusedException if that file holds none
     */
    static OkHttpClient client(@Nullable Path ca) {
        return ca == null ? Holder.CLIENT : TRUSTING.computeIfAbsent(ca, SharedHttp::trusting);
    }

    private static OkHttpClient trusting(Path ca) {
        Trust trust = Trust.inJdkAnd(ca);
        return Holder.CLIENT
                .newBuilder()
                .sslSocketFactory(trust.sockets(), trust.manager())
                .build();
    }

    private static final class Holder {
        static final OkHttpClient CLIENT = create();
    }

    private static OkHttpClient create() {
        // Virtual threads are daemons: the usual pool would keep a process alive for a minute after its end.
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(2 * CONCURRENT_REQUESTS);
        dispatcher.setMaxRequestsPerHost(CONCURRENT_REQUESTS);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .socketFactory(new NoDelaySockets())
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                .writeTimeout(READ_TIMEOUT)
                .build();
    }

    /** Sends small requests at once: 1.7 instead of 45 ms for a small PUT. */
    private static final class NoDelaySockets extends SocketFactory {
        private final SocketFactory sockets = SocketFactory.getDefault();

        @Override
        public Socket createSocket() throws IOException {
            return withoutDelay(sockets.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return withoutDelay(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return withoutDelay(sockets.createSocket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return withoutDelay(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return withoutDelay(sockets.createSocket(host, port, localHost, localPort));
        }

        private static Socket withoutDelay(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }
    }
}
