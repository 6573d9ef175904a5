package dev.sitemend.trigger.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes {@code text/event-stream}. What was written is on its way after {@link #flush()}. */
final class ServerSentEvents {
    private final ServletOutputStream output;

    ServerSentEvents(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold events back until its buffer is full.
        this.output = response.getOutputStream();
    }

    /** Sends the head of the answer, so that the client knows that it is connected. */
    void begin() throws IOException {
        comment("connected");
    }

    /**
     * One event.
     *
     * @param id where to resume; absent for one that does not move that point
     */
    void event(@Nullable String id, @Nullable String type, String data) throws IOException {
        StringBuilder event = new StringBuilder();
        if (id != null) {
            event.append("id: ").append(id).append('\n');
        }
        if (type != null) {
            event.append("event: ").append(type).append('\n');
        }
        for (String line : data.split("\r\n|\r|\n", -1)) {
            event.append("data: ").append(line).append('\n');
        }
        write(event.append('\n').toString());
    }

    /** Something that readers pass over: it keeps the connection open, and finds out that nobody is there any more. */
    void comment(String text) throws IOException {
        write(": " + text + "\n\n");
        flush();
    }

    void flush() throws IOException {
        output.flush();
    }

    private void write(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
