package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The newest events in the order in which they were taken in, so that who was away for a while can catch up. */
public final class Journal {
    // About a day of a busy installation, and some megabytes.
    private static final long KEPT = 10_000;
    private static final long TRIM_EVERY = 1_000;

    private final JdbcClient jdbc;

    Journal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Part of the transaction that takes the event in. Returns its position. */
    long append(Event event) {
        jdbc.sql("insert into journal (site, type, content) values (:site, :type, :content)")
                .params(Parameters.none()
                        .with("site", EventSite.of(event).orElse(null))
                        .with("type", EventType.of(event))
                        .with("content", new String(EventJson.write(event), StandardCharsets.UTF_8))
                        .map())
                .update();
        long position = newest();
        if (position % TRIM_EVERY == 0) {
            jdbc.sql("delete from journal where position <= :old")
                    .param("old", position - KEPT)
                    .update();
        }
        return position;
    }

    /** The position of the newest event; 0 when there is none. */
    public long newest() {
        return Objects.requireNonNull(jdbc.sql("select coalesce(max(position), 0) from journal")
                .query(Long.class)
                .single());
    }

    /** Events after {@code position} that are still kept, oldest first. */
    public List<Change> after(long position, int limit) {
        return jdbc.sql("""
                select position, type, content from journal where position > :position
                order by position limit :limit""")
                .param("position", position)
                .param("limit", limit)
                .query((result, _) -> {
                    Row row = new Row(result);
                    EventType type = row.word("type", EventType.class);
                    return new Change(
                            row.number("position"),
                            EventJson.read(type, row.text("content").getBytes(StandardCharsets.UTF_8)));
                })
                .list();
    }
}
