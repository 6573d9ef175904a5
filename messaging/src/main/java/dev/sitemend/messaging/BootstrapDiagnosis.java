package dev.sitemend.messaging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Looks at what is at the addresses of {@code sitemend.kafka.bootstrap-servers}, once Kafka's client has given up on
 * them: it says the same of a wrong name, a closed port and a web server, that it timed out.
 */
public final class BootstrapDiagnosis {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x5173_6D64;
    private static final byte[] CLIENT = "sitemend".getBytes(StandardCharsets.UTF_8);

    // The first bytes of each answer, read as the length that Kafka puts there.
    private static final int HTTP = 0x48545450;
    private static final int TLS_ALERT = 0x1503;

    private BootstrapDiagnosis() {}

    /** One sentence for each address. */
    public static String of(String bootstrapServers, String securityProtocol) {
        return Arrays.stream(bootstrapServers.split(",", -1))
                .map(String::strip)
                .map(address -> address + " " + look(address, securityProtocol))
                .collect(Collectors.joining("; "));
    }

    private static String look(String address, String securityProtocol) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        InetSocketAddress target = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        if (target.isUnresolved()) {
            return "is no host that is known here: is the name right, and does it run?";
        }

        try (Socket socket = new Socket()) {
            socket.connect(target, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return securityProtocol.endsWith("SSL")
                    ? "listens: does it speak TLS, and is its certificate trusted?"
                    : greet(socket);
        } catch (SocketTimeoutException _) {
            return "can not be reached: is it the right one, and does a firewall stand between?";
        } catch (IOException e) {
            return "does not listen (" + e.getMessage() + "): does Kafka run there, and is the port right?";
        }
    }

    /** Asks as every Kafka client does first, for the versions that the broker knows. */
    private static String greet(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(2 + 2 + 4 + 2 + CLIENT.length);
        out.writeShort(API_VERSIONS);
        out.writeShort(0);
        out.writeInt(CORRELATION);
        out.writeShort(CLIENT.length);
        out.write(CLIENT);
        out.flush();
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int first = in.readInt();
            if (first == HTTP) {
                return "is a web server, not Kafka";
            }
            if (first >>> 16 == TLS_ALERT) {
                return "speaks TLS: set spring.kafka.security.protocol to SSL or SASL_SSL";
            }
            return in.readInt() == CORRELATION
                    ? "is a broker, but can not do that now, or tells clients addresses (advertised.listeners) that can"
                            + " not be reached from here"
                    : "is not Kafka";
        } catch (SocketTimeoutException _) {
            return "listens, but does not answer as Kafka does: is it Kafka?";
        } catch (EOFException _) {
            return "closes the connection: it is not Kafka, or expects TLS (spring.kafka.security.protocol)";
        }
    }
}
