package dev.sitemend.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address, looked at before a server takes one. */
public final class LoopbackPorts {
    private LoopbackPorts() {}

    /**
     * A port that nobody listens on: the given one, or any when it is 0.
     *
     * @throws PortTakenException when somebody does
     */
    public static int claim(String server, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A restart on the same port must not wait for old connections in TIME_WAIT.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket.getLocalPort();
        } catch (java.net.BindException e) {
            throw new PortTakenException(server, port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for a free port: " + e.getMessage(), e);
        }
    }
}
