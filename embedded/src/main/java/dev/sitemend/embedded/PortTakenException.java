package dev.sitemend.embedded;

/** Another process listens on the port that a server was told to use. Choosing another port, or 0, helps. */
public final class PortTakenException extends RuntimeException {
    private final int port;

    PortTakenException(String server, int port, Throwable cause) {
        super("Cannot start %s: port %d of 127.0.0.1 is taken by another process".formatted(server, port), cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
