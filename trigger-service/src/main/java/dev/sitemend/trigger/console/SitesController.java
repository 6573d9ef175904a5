package dev.sitemend.trigger.console;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.ChannelView;
import dev.sitemend.trigger.api.ChannelViews;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.channel.Phrases;
import dev.sitemend.trigger.status.channel.State;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All channels, those that need a person first. */
@Controller
final class SitesController {
    private static final int ROWS = 50;
    private static final List<State> COUNTED =
            List.of(State.QUARANTINED, State.BEHIND, State.LOCKED, State.HEALING, State.BUILDING, State.CURRENT);

    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final ChannelViews views;
    private final BuildRows builds;
    private final Addresses addresses;

    SitesController(
            Frames frames, Pages pages, ReadAccess access, ChannelViews views, BuildRows builds, Addresses addresses) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.views = views;
        this.builds = builds;
        this.addresses = addresses;
    }

    private record Found(SiteSettings site, ChannelViews.Look look) {
        Need need() {
            if (look.state().needsAPerson()) {
                return Need.PERSON;
            }
            return switch (look.state().state()) {
                case LOCKED -> Need.HELD;
                case CURRENT -> Need.NONE;
                case BUILDING, HEALING, BEHIND, QUARANTINED -> Need.AT_WORK;
            };
        }
    }

    private enum Need {
        PERSON("Needs a person", "nothing more happens until somebody acts"),
        AT_WORK("At work", "nothing to do"),
        HELD("Held on purpose", "until somebody releases it"),
        NONE("Current", "what is live is the head of the branch");

        private final String heading;
        private final String hint;

        Need(String heading, String hint) {
            this.heading = heading;
            this.hint = hint;
        }
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> sites(
            Caller caller,
            @RequestParam(name = "q", defaultValue = "") String filter,
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "page", defaultValue = "1") int page,
            HttpServletRequest request) {
        List<Found> all = access.sites(caller).stream()
                .flatMap(site -> views.looks(site).stream().map(look -> new Found(site, look)))
                .toList();
        List<Found> matching =
                all.stream().filter(found -> matches(found, filter.strip())).toList();
        List<Found> shown = matching.stream()
                .filter(found -> state.isEmpty() || found.look().view().state().equals(state))
                .sorted(Comparator.comparing(Found::need))
                .toList();
        int first = Math.min((Math.max(page, 1) - 1) * ROWS, shown.size());
        List<Found> rows = shown.subList(first, Math.min(first + ROWS, shown.size()));
        long persons = count(all, Need.PERSON);
        Frame frame = frames.following(
                request, caller, Frame.Section.SITES, persons == 0 ? "Sites" : persons + " need a person");
        return pages.page(
                "sites",
                new SitesPage(
                        frame,
                        headline(all.size(), persons),
                        summary(all),
                        filter.strip(),
                        state,
                        matching.size(),
                        counts(matching),
                        groups(rows, frame.now()),
                        addresses.git(new dev.sitemend.contracts.id.SiteId("my-site")),
                        first == 0 ? null : pageAddress(filter, state, page - 1),
                        first + ROWS >= shown.size() ? null : pageAddress(filter, state, page + 1)));
    }

    private static String pageAddress(String filter, String state, int page) {
        return "/?q=" + Words.segment(filter) + "&state=" + Words.segment(state) + "&page=" + page;
    }

    private static boolean matches(Found found, String filter) {
        ChannelView view = found.look().view();
        return filter.isEmpty()
                || view.site().contains(filter)
                || view.branch().contains(filter)
                || (view.head() != null && view.head().startsWith(filter))
                || (view.live() != null && view.live().revision().startsWith(filter));
    }

    private static String headline(int all, long persons) {
        if (all == 0) {
            return "No sites yet.";
        }
        if (persons == 0) {
            return all == 1 ? "The one channel needs nobody." : "None of " + all + " channels needs a person.";
        }
        return persons + " of " + all + (all == 1 ? " channel" : " channels")
                + (persons == 1 ? " needs a person." : " need a person.");
    }

    private static String summary(List<Found> all) {
        if (all.isEmpty()) {
            return "";
        }

        List<String> parts = new ArrayList<>();
        part(
                parts,
                count(all, Need.AT_WORK),
                " is at work and will finish by itself",
                " are at work and will finish by themselves");
        part(parts, count(all, Need.HELD), " is held on purpose", " are held on purpose");
        part(parts, count(all, Need.NONE), " is current", " are current");
        return parts.isEmpty() ? "" : String.join(", ", parts) + ".";
    }

    private static void part(List<String> parts, long number, String one, String many) {
        if (number > 0) {
            parts.add(number + (number == 1 ? one : many));
        }
    }

    private static long count(List<Found> all, Need need) {
        return all.stream().filter(found -> found.need() == need).count();
    }

    private static List<SitesPage.Count> counts(List<Found> all) {
        return COUNTED.stream()
                .map(state -> new SitesPage.Count(
                        Badge.of(state),
                        state.word(),
                        all.stream()
                                .filter(found -> found.look().state().state() == state)
                                .count()))
                .toList();
    }

    private List<SitesPage.Group> groups(List<Found> rows, Instant now) {
        List<SitesPage.Group> groups = new ArrayList<>();
        for (Need need : Need.values()) {
            List<SitesPage.Line> lines = rows.stream()
                    .filter(found -> found.need() == need)
                    .map(found -> line(found, now))
                    .toList();
            if (!lines.isEmpty()) {
                groups.add(
                        new SitesPage.Group(need.heading, need.hint, need == Need.PERSON ? "person" : "calm", lines));
            }
        }
        return groups;
    }

    private SitesPage.Line line(Found found, Instant now) {
        ChannelView view = found.look().view();
        String production = found.site().branch().value();
        var channel = found.look().facts().channel();
        boolean current = found.need() == Need.NONE;
        return new SitesPage.Line(
                view.site(),
                view.branch(),
                Words.channel(channel, production, ""),
                Words.channel(channel, production, "/explain"),
                Badge.of(found.look().state()),
                view.live() == null ? null : view.live().build(),
                view.live() == null ? null : Words.between(view.live().promotedAt(), now),
                view.lagCommits(),
                behind(view),
                current ? "" : view.why(),
                current ? "" : view.next(),
                Dots.of(builds.builds(channel.site(), channel.branch(), null, null, Dots.MOST)));
    }

    private static @Nullable String behind(ChannelView view) {
        return view.lagSeconds() == 0 ? null : Phrases.duration(Duration.ofSeconds(view.lagSeconds()));
    }
}
