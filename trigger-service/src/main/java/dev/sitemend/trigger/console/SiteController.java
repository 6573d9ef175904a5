package dev.sitemend.trigger.console;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.BuildViews;
import dev.sitemend.trigger.api.ChannelView;
import dev.sitemend.trigger.api.ChannelViews;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.GenerationRow;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.Phrases;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One channel of a site: the published one, or a preview that {@code branch} names. */
@Controller
final class SiteController {
    private static final int FEW_BUILDS = 20;
    private static final int MOST_BUILDS = 500;
    private static final int MOST_GENERATIONS = 1_000;
    // A build that takes longer than usual is not done before it says so.
    private static final long MOST_PERCENT = 95;

    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final ChannelViews views;
    private final ChannelRows channels;
    private final BuildRows rows;
    private final BuildViews builds;
    private final Addresses addresses;

    SiteController(
            Frames frames,
            Pages pages,
            ReadAccess access,
            ChannelViews views,
            ChannelRows channels,
            BuildRows rows,
            BuildViews builds,
            Addresses addresses) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.views = views;
        this.channels = channels;
        this.rows = rows;
        this.builds = builds;
        this.addresses = addresses;
    }

    @GetMapping("/sites/{site}")
    ResponseEntity<String> site(
            Caller caller,
            @PathVariable("site") String name,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            @RequestParam(name = "builds", defaultValue = "") String wanted,
            HttpServletRequest request) {
        SiteSettings site = access.site(caller, name);
        ChannelId channel = branch == null ? site.production() : access.channel(site, branch);
        ChannelViews.Look look = views.look(site, channel);
        Badge badge = Badge.of(look.state());
        Frame frame = frames.followingSite(
                request, caller, title(look, badge), site.site().value());
        int limit = wanted.equals("all") ? MOST_BUILDS : FEW_BUILDS;
        List<BuildRow> found = rows.builds(site.site(), channel.branch(), null, null, limit + 1);
        return pages.page(
                "site",
                new SitePage(
                        frame,
                        site.site().value(),
                        channel.branch().value(),
                        channel.equals(site.production()),
                        site.generator() == null ? "generator found out by the builder" : site.generator(),
                        site.isHosted() ? addresses.git(site.site()) : Objects.requireNonNull(site.repository()),
                        badge,
                        actions(caller, site, channel, look.facts().hold() != null),
                        look.view().url(),
                        live(look.view(), site),
                        next(look, frame.now()),
                        Words.channel(channel, site.branch().value(), "/explain"),
                        lines(found.subList(0, Math.min(limit, found.size())), channel, look, frame.now()),
                        found.size() <= limit,
                        addresses.git(site.site()) + " HEAD:" + channel.branch(),
                        previews(site, channel, frame.now())));
    }

    private static String title(ChannelViews.Look look, Badge badge) {
        ChannelId channel = look.facts().channel();
        return channel.site() + " " + channel.branch() + ": " + badge.word().toLowerCase(java.util.Locale.ROOT);
    }

    private static SitePage.Actions actions(Caller caller, SiteSettings site, ChannelId channel, boolean held) {
        return new SitePage.Actions(
                Words.site(site.site().value()),
                channel.branch().value(),
                caller.may(Role.WRITER, site.site()),
                caller.may(Role.OPERATOR, site.site()),
                held);
    }

    private SitePage.@Nullable Live live(ChannelView view, SiteSettings site) {
        ChannelView.Live live = view.live();
        if (live == null) {
            return null;
        }

        BuildRow build = rows.build(site.site(), new dev.sitemend.contracts.id.BuildNumber(live.build()))
                .orElse(null);
        return new SitePage.Live(
                live.build(),
                live.revision(),
                live.generation(),
                live.promotedAt(),
                build == null ? null : build.files(),
                build == null ? null : build.bytes());
    }

    private static SitePage.Next next(ChannelViews.Look look, Instant now) {
        ChannelView view = look.view();
        ChannelView.Building building = view.building();
        String headline = look.state().next();
        return new SitePage.Next(
                distance(view),
                headline,
                look.state().why(),
                building == null ? null : running(building, look.facts(), now));
    }

    private static String distance(ChannelView view) {
        String commits = view.lagCommits() == null || view.lagCommits() == 0
                ? ""
                : Phrases.count(view.lagCommits(), "commit", "commits");
        String time = view.lagSeconds() == 0 ? "" : Phrases.duration(Duration.ofSeconds(view.lagSeconds()));
        if (commits.isEmpty() && time.isEmpty()) {
            return "";
        }
        return (commits.isEmpty() || time.isEmpty() ? commits + time : commits + ", " + time) + " behind";
    }

    private static SitePage.Running running(ChannelView.Building building, ChannelFacts facts, Instant now) {
        Duration soFar = Duration.between(building.startedAt(), now);
        Duration usual = facts.usual(building.mode()).orElse(null);
        String step = building.step() == null ? "has begun" : "at “" + building.step() + "”";
        String time = Words.between(building.startedAt(), now);
        if (usual == null || usual.isZero()) {
            return new SitePage.Running(building.build(), null, step + " · " + time + " so far");
        }

        long percent = Math.clamp(soFar.toMillis() * 100 / Math.max(usual.toMillis(), 1), 0, MOST_PERCENT);
        return new SitePage.Running(
                building.build(), percent, step + " · " + time + " of usually " + Phrases.duration(usual));
    }

    private List<BuildLine> lines(List<BuildRow> found, ChannelId channel, ChannelViews.Look look, Instant now) {
        List<GenerationRow> log = channels.generations(channel, MOST_GENERATIONS);
        ChannelView.Live live = look.view().live();
        return found.stream()
                .map(row -> BuildLine.of(builds.brief(row), log, live == null ? null : live.build(), now))
                .toList();
    }

    private List<SitePage.Preview> previews(SiteSettings site, ChannelId shown, Instant now) {
        return views.looks(site).stream()
                .filter(look -> !look.facts().channel().equals(shown))
                .map(look -> {
                    ChannelView.Live live = look.view().live();
                    return new SitePage.Preview(
                            look.view().branch(),
                            Words.channel(look.facts().channel(), site.branch().value(), ""),
                            Badge.of(look.state()),
                            live == null ? null : live.build(),
                            live == null ? null : Words.ago(live.promotedAt(), now),
                            look.view().url());
                })
                .toList();
    }
}
