package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.BuildState;
import dev.sitemend.trigger.status.Changes;
import dev.sitemend.trigger.status.log.LogReader;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a build printed. Of a running build the lines come as they are printed, until it ends. */
@RestController
final class LogReads {
    private final ReadAccess access;
    private final BuildRows builds;
    private final BuildViews views;
    private final LogReader logs;
    private final Changes changes;

    LogReads(ReadAccess access, BuildRows builds, BuildViews views, LogReader logs, Changes changes) {
        this.access = access;
        this.builds = builds;
        this.views = views;
        this.logs = logs;
        this.changes = changes;
    }

    /**
     * As plain text, which follows unless {@code follow=false} asks for what there is now; or, for whoever accepts
     * {@code text/event-stream}, one event a line.
     */
    @GetMapping("/api/v1/sites/{site}/builds/{number}/log")
    void log(
            Caller caller,
            @PathVariable String site,
            @PathVariable String number,
            @RequestParam(defaultValue = "true") boolean follow,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws InterruptedException {
        Build build = build(caller, site, number);
        long from = last == null ? 0 : line(last) + 1;
        try {
            // A client that accepts anything gets plain text.
            if (accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
                events(build, from, response);
            } else {
                plain(build, follow ? Wanted.ALL : Wanted.NOW, response);
            }
        } catch (IOException _) {
            // The client went away.
        }
    }

    private enum Wanted {
        ALL,
        NOW
    }

    private void plain(Build build, Wanted wanted, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        PlainLines lines = new PlainLines(response.getOutputStream());
        switch (wanted) {
            case ALL -> follow(build, 0, lines);
            case NOW -> logs.readNow(build.site(), build.number(), 0, lines);
        }
    }

    /** The id of each event is the number of its line; {@code end} comes when the build has ended. */
    private void events(Build build, long from, HttpServletResponse response) throws IOException, InterruptedException {
        ServerSentEvents stream = new ServerSentEvents(response);
        stream.begin();
        follow(build, from, new EventLines(stream));
        if (hasEnded(build)) {
            stream.event(null, "end", state(build).word());
            stream.flush();
        }
    }

    private record Build(SiteId site, BuildNumber number) {}

    private Build build(Caller caller, String site, String number) {
        SiteSettings settings = access.site(caller, site);
        return new Build(settings.site(), views.row(settings.site(), number).number());
    }

    private void follow(Build build, long from, LogReader.Lines lines) throws IOException, InterruptedException {
        logs.follow(build.site(), build.number(), from, () -> hasEnded(build), () -> !changes.isClosed(), lines);
    }

    private boolean hasEnded(Build build) {
        return state(build) != BuildState.RUNNING;
    }

    private BuildState state(Build build) {
        return builds.build(build.site(), build.number())
                .map(row -> row.state())
                .orElse(BuildState.ABANDONED);
    }

    private static long line(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.INVALID.because("Last-Event-ID is '" + id + "': expected the number of a line.");
        }
    }

    private record PlainLines(ServletOutputStream output) implements LogReader.Lines {
        @Override
        public void line(long number, String text) throws IOException {
            output.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void pause() throws IOException {
            output.flush();
        }
    }

    private static final class EventLines implements LogReader.Lines {
        // With a pause a second, a comment every 15 s: it finds out that nobody is there any more.
        private static final int QUIET_PAUSES = 15;

        private final ServerSentEvents stream;
        private int quiet;

        EventLines(ServerSentEvents stream) {
            this.stream = stream;
        }

        @Override
        public void line(long number, String text) throws IOException {
            stream.event(Long.toString(number), null, text);
            quiet = 0;
        }

        @Override
        public void pause() throws IOException {
            quiet++;
            if (quiet % QUIET_PAUSES == 0) {
                stream.comment("still here");
            } else {
                stream.flush();
            }
        }
    }
}
