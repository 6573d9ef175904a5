package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.SiteId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds builds. */
public final class BuildRows {
    private final JdbcClient jdbc;

    BuildRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<BuildRow> build(SiteId site, BuildNumber number) {
        return jdbc.sql("select * from build where site = :site and number = :number")
                .params(Parameters.of(site).with("number", number).map())
                .query(BuildRow::read)
                .optional();
    }

    /**
     * Builds of a site, newest first.
     *
     * @param branch only of this branch
     * @param state only in this state
     * @param before only numbers below this one
     */
    public List<BuildRow> builds(
            SiteId site,
            @Nullable BranchName branch,
            @Nullable BuildState state,
            @Nullable BuildNumber before,
            int limit) {
        return jdbc.sql("""
                select * from build where site = :site
                    and (:branch is null or branch = :branch)
                    and (:state is null or state = :state)
                    and (:before is null or number < :before)
                order by number desc limit :limit""")
                .params(Parameters.of(site)
                        .with("branch", branch)
                        .with("state", state)
                        .with("before", before)
                        .with("limit", limit)
                        .map())
                .query(BuildRow::read)
                .list();
    }

    /** The builds that a request made, lowest number first: more than one when builders died. */
    public List<BuildRow> of(RequestId request) {
        return jdbc.sql("select * from build where request = :request order by number")
                .param("request", request.value())
                .query(BuildRow::read)
                .list();
    }

    /** The lowest success of the channel above a build, audits left out. */
    public Optional<BuildRow> successAfter(ChannelId channel, BuildNumber build) {
        return jdbc.sql("""
                select * from build where site = :site and branch = :branch and number > :build
                    and state = 'SUCCEEDED' and cause <> 'AUDIT'
                order by number limit 1""")
                .params(Parameters.of(channel).with("build", build).map())
                .query(BuildRow::read)
                .optional();
    }

    /** The newest clean rebuild that was made to mend this build. */
    public Optional<BuildRow> healOf(ChannelId channel, BuildNumber failed) {
        return jdbc.sql("""
                select * from build where site = :site and branch = :branch and heal_of = :failed
                    and state <> 'ABANDONED'
                order by number desc limit 1""")
                .params(Parameters.of(channel).with("failed", failed).map())
                .query(BuildRow::read)
                .optional();
    }
}
