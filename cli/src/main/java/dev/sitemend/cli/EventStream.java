package dev.sitemend.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code text/event-stream}, as far as the server writes it. */
final class EventStream implements AutoCloseable {
    private final BufferedReader lines;
    private @Nullable String lastId;

    /** One event; the id is the last that was seen. */
    record Event(String type, String data, @Nullable String id) {}

    EventStream(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next event; empty when the server has ended the stream. */
    Optional<Event> next() throws IOException {
        String type = "message";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (any) {
                    return Optional.of(new Event(type, data.toString(), lastId));
                }

                continue;
            }

            String value = value(line);
            if (line.startsWith("event:")) {
                type = value;
            } else if (line.startsWith("id:")) {
                lastId = value;
            } else if (line.startsWith("data:")) {
                data.append(any ? "\n" : "").append(value);
                any = true;
            }
        }

        return Optional.empty();
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
