package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out which pushes became visible with a promotion. */
public final class PushTimes {
    /**
     * The builds that this promotion answers are those after the last one that was promoted before it, or that put the
     * channel into quarantine: how long a person took to mend broken content is nothing that Sitemend could have been
     * quicker with.
     */
    private static final String FIRST_SEEN = """
            select r.requested_at from request r
            where r.site = :site and r.branch = :branch and r.cause = 'PUSH' and r.requested_at is not null
                and (r.covered_by > :after and r.covered_by <= :build
                    or exists (select 1 from build b where b.request = r.id and b.number > :after and b.number <= :build))
            order by r.requested_at""";

    private static final String DECIDED_BEFORE = """
            select greatest(
                coalesce((select max(build) from generation where site = :site and branch = :branch
                    and kind = 'PROMOTED' and number < :generation), 0),
                coalesce((select max(build) from quarantine where site = :site and branch = :branch
                    and build < :build), 0))""";

    private final JdbcClient jdbc;

    PushTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the pushes came in that visitors see for the first time with this generation, oldest first. */
    public List<Instant> firstSeenWith(Promoted promoted) {
        Parameters parameters = Parameters.of(promoted.channel())
                .with("build", promoted.build())
                .with("generation", promoted.generation());
        long after = jdbc.sql(DECIDED_BEFORE)
                .params(parameters.map())
                .query(Long.class)
                .single();
        return jdbc.sql(FIRST_SEEN)
                .params(parameters.with("after", after).map())
                .query((result, _) -> new Row(result).instant("requested_at"))
                .list();
    }
}
