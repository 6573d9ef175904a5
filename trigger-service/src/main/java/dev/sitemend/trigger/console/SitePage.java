package dev.sitemend.trigger.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What visitors see, what comes next, how it got here.
 *
 * @param live absent while nothing is live
 * @param repository where the site is pushed to, or comes from
 * @param all whether the list has all builds of the channel
 */
record SitePage(
        Frame frame,
        String site,
        String branch,
        boolean production,
        String generator,
        String repository,
        Badge badge,
        Actions actions,
        String address,
        @Nullable Live live,
        Next next,
        String explain,
        List<BuildLine> builds,
        boolean all,
        String push,
        List<Preview> previews) {
    record Live(
            long build,
            String revision,
            long generation,
            Instant since,
            @Nullable Long files,
            @Nullable Long bytes) {}

    /**
     * What is on its way.
     *
     * @param distance how far what is live is behind; empty when it is not
     * @param running the build under way
     */
    record Next(
            String distance,
            String headline,
            String text,
            @Nullable Running running) {}

    /**
     * The build under way.
     *
     * @param percent of the usual time, at most 95; absent without a usual time
     */
    record Running(long build, @Nullable Long percent, String progress) {}

    record Preview(
            String branch,
            String page,
            Badge badge,
            @Nullable Long build,
            @Nullable String age,
            String address) {}

    /**
     * What can be done here.
     *
     * @param mayBuild whether the caller may ask for builds
     * @param mayPublish whether the caller may roll back, lock and unlock
     * @param held whether publishing is held
     */
    record Actions(String base, String branch, boolean mayBuild, boolean mayPublish, boolean held) {}
}
