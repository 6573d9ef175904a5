package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds dead letters. One of which only the resolution has arrived yet is not found. */
public final class DeadLetterRows {
    private final JdbcClient jdbc;

    DeadLetterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    public List<DeadLetterRow> newest(int limit) {
        return jdbc.sql("""
                select * from dead_letter where set_aside_at is not null
                order by set_aside_at desc, id desc limit :limit""").param("limit", limit).query(DeadLetterRow::read).list();
    }

    public Optional<DeadLetterRow> letter(DeadLetterId id) {
        return jdbc.sql("select * from dead_letter where id = :id and set_aside_at is not null")
                .param("id", id.value())
                .query(DeadLetterRow::read)
                .optional();
    }

    /** The dead letter that a failed build became. */
    public Optional<DeadLetterRow> of(ChannelId channel, BuildNumber build) {
        return jdbc.sql("""
                select * from dead_letter where site = :site and branch = :branch and build = :build
                    and set_aside_at is not null
                limit 1""")
                .params(Parameters.of(channel).with("build", build).map())
                .query(DeadLetterRow::read)
                .optional();
    }
}
