package dev.sitemend.trigger.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who needs me, who is busy, who is fine.
 *
 * @param filter what was typed; empty for all
 * @param state the only state that is shown; empty for all
 * @param push where a site can be pushed to, for who has none yet
 * @param older the address of the page after this one; absent on the last
 */
record SitesPage(
        Frame frame,
        String headline,
        String summary,
        String filter,
        String state,
        long all,
        List<Count> counts,
        List<Group> groups,
        String push,
        @Nullable String newer,
        @Nullable String older) {
    record Count(Badge badge, String state, long number) {}

    record Group(String name, String hint, String kind, List<Line> lines) {}

    /**
     * One channel.
     *
     * @param liveFor absent while nothing is live
     * @param commits absent when not known
     */
    record Line(
            String site,
            String branch,
            String address,
            String explain,
            Badge badge,
            @Nullable Long live,
            @Nullable String liveFor,
            @Nullable Long commits,
            @Nullable String behind,
            String why,
            String next,
            Dots dots) {}
}
