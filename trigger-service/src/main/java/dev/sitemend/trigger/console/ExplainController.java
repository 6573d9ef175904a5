package dev.sitemend.trigger.console;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.ChannelViews;
import dev.sitemend.trigger.api.Explanations;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.status.channel.State;
import dev.sitemend.trigger.status.explain.Explanation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Where between commit and visitor a channel is stuck, and what to do. */
@Controller
final class ExplainController {
    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final ChannelViews views;
    private final Explanations explanations;

    ExplainController(Frames frames, Pages pages, ReadAccess access, ChannelViews views, Explanations explanations) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.views = views;
        this.explanations = explanations;
    }

    /** @param weight whether a person must act */
    record ExplainPage(
            Frame frame,
            String site,
            String branch,
            String back,
            Badge badge,
            String weight,
            List<Stop> stops,
            Explanation explanation) {}

    /**
     * One of the six stations as it is drawn.
     *
     * @param kind done, stopped, held, under-way or not-yet
     * @param here whether this is the first that is not done
     */
    record Stop(String kind, boolean here, Explanation.Station station) {}

    @GetMapping("/sites/{site}/explain")
    ResponseEntity<String> explain(
            Caller caller,
            @PathVariable("site") String name,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            HttpServletRequest request) {
        SiteSettings site = access.site(caller, name);
        ChannelId channel = branch == null ? site.production() : access.channel(site, branch);
        ChannelViews.Look look = views.look(site, channel);
        Explanation explanation = explanations.of(site, channel);
        Badge badge = Badge.of(look.state());
        Frame frame = frames.followingSite(
                request,
                caller,
                "Why? " + channel.site() + " " + channel.branch(),
                site.site().value());
        return pages.page(
                "explain",
                new ExplainPage(
                        frame,
                        site.site().value(),
                        channel.branch().value(),
                        Words.channel(channel, site.branch().value(), ""),
                        badge,
                        look.state().needsAPerson() ? "person" : "calm",
                        stops(explanation.stations(), look.state().state()),
                        explanation));
    }

    private static List<Stop> stops(List<Explanation.Station> stations, State state) {
        List<Stop> stops = new ArrayList<>();
        boolean reached = true;
        for (Explanation.Station station : stations) {
            boolean here = reached && station.status() != Explanation.Status.DONE;
            stops.add(new Stop(kind(station.status(), here, state), here, station));
            reached = reached && station.status() == Explanation.Status.DONE;
        }
        return stops;
    }

    private static String kind(Explanation.Status status, boolean here, State state) {
        return switch (status) {
            case DONE -> "done";
            case BLOCKED -> state == State.LOCKED ? "held" : "stopped";
            case WAITING -> here ? "under-way" : "not-yet";
        };
    }
}
