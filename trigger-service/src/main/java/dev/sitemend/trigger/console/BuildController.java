package dev.sitemend.trigger.console;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.BuildView;
import dev.sitemend.trigger.api.BuildViews;
import dev.sitemend.trigger.api.ChannelViews;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildState;
import dev.sitemend.trigger.status.DeadLetterRow;
import dev.sitemend.trigger.status.DeadLetterRows;
import dev.sitemend.trigger.status.channel.Phrases;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One build in full. */
@Controller
final class BuildController {
    private static final long BAR = 1_000;

    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final ChannelViews channels;
    private final BuildViews builds;
    private final BuildNotes notes;
    private final DeadLetterRows letters;
    private final LogTail logs;

    BuildController(
            Frames frames,
            Pages pages,
            ReadAccess access,
            ChannelViews channels,
            BuildViews builds,
            BuildNotes notes,
            DeadLetterRows letters,
            LogTail logs) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.channels = channels;
        this.builds = builds;
        this.notes = notes;
        this.letters = letters;
        this.logs = logs;
    }

    @GetMapping("/sites/{site}/builds/{number}")
    ResponseEntity<String> build(
            Caller caller, @PathVariable("site") String name, @PathVariable String number, HttpServletRequest request)
            throws InterruptedException {
        SiteSettings site = access.site(caller, name);
        BuildRow row = builds.row(site.site(), number);
        BuildView view = builds.full(row);
        ChannelViews.Look look = channels.look(site, row.channel());
        Optional<BuildRow> heal = notes.heal(row);
        String what = (view.mode() == null ? "Build" : Phrases.mode(view.mode())) + " " + row.number();
        BuildPage.Log log = logs.read(
                site.site(),
                row.number(),
                row.state() == BuildState.RUNNING ? LogTail.BuildPhase.RUNNING : LogTail.BuildPhase.ENDED,
                view.failure() == null
                        ? List.of()
                        : Objects.requireNonNullElse(view.failure().excerpt(), List.of()));
        Frame frame = frames.followingSite(
                request,
                caller,
                row.number() + " " + row.state().word() + ", " + site.site(),
                site.site().value());
        return pages.page(
                "build",
                new BuildPage(
                        frame,
                        view,
                        Words.channel(row.channel(), site.branch().value(), ""),
                        row.channel().equals(site.production()),
                        what,
                        badges(view, heal),
                        lead(view),
                        note(row, view, look, log),
                        view.notes() == null ? List.of() : view.notes(),
                        steps(view),
                        view.duration() == null ? "" : Phrases.duration(view.duration()),
                        facts(row, view),
                        lineage(view),
                        log));
    }

    private BuildPage.@Nullable Note note(BuildRow row, BuildView view, ChannelViews.Look look, BuildPage.Log log) {
        Long line = log.lines().stream()
                .filter(BuildPage.Line::failing)
                .map(BuildPage.Line::number)
                .findFirst()
                .orElse(null);
        return notes.note(row, view, look)
                .map(note -> new BuildPage.Note(note.colour(), note.heading(), note.facts(), line))
                .orElse(null);
    }

    private static List<Badge> badges(BuildView view, Optional<BuildRow> heal) {
        List<Badge> badges = new ArrayList<>();
        badges.add(Badge.build(view.state(), view.cause()).outlined());
        heal.ifPresent(row -> badges.add(new Badge(
                "heal",
                switch (row.state()) {
                    case RUNNING -> "Healing as " + row.number();
                    case SUCCEEDED -> "Healed as " + row.number();
                    case FAILED, ABANDONED, GONE -> "Not healed by " + row.number();
                },
                "heal",
                "outline")));
        return badges;
    }

    private static String lead(BuildView view) {
        List<String> parts = new ArrayList<>();
        if (view.startedAt() != null) {
            parts.add("began " + Words.moment(view.startedAt()));
        }
        if (view.duration() != null) {
            parts.add("took " + Phrases.duration(view.duration()));
        }
        return String.join(" · ", parts);
    }

    private static List<BuildPage.Step> steps(BuildView view) {
        List<BuildView.Step> steps = Objects.requireNonNullElse(view.steps(), List.of());
        long total = Math.max(
                1, steps.stream().mapToLong(step -> step.took().toMillis()).sum());
        String failed = view.failure() == null ? null : view.failure().step();
        List<BuildPage.Step> bars = new ArrayList<>();
        long from = 0;
        for (BuildView.Step step : steps) {
            long took = step.took().toMillis();
            String state = step.name().equals(failed) ? "failed" : "succeeded";
            bars.add(new BuildPage.Step(
                    step.name(),
                    Badge.build(state, null),
                    Phrases.duration(Duration.ofMillis(took)),
                    from * BAR / total,
                    Math.max(3, took * BAR / total)));
            from += took;
        }
        return bars;
    }

    private List<BuildPage.Fact> facts(BuildRow row, BuildView view) {
        List<BuildPage.Fact> facts = new ArrayList<>();
        facts.add(fact("Cause", cause(view)));
        if (view.covers() != null && !view.covers().isEmpty()) {
            facts.add(fact("Covers", Phrases.count(view.covers().size(), "other request", "other requests")));
        }
        if (view.choice() != null) {
            facts.add(fact("Why this mode", view.choice().reason()));
        }
        if (view.artifact() != null && view.files() != null && view.bytes() != null) {
            facts.add(fact("Output", Phrases.count(view.files(), "file", "files") + ", " + Words.bytes(view.bytes())));
        }
        if (view.url() != null) {
            facts.add(new BuildPage.Fact("Address", "this build, for ever", view.url()));
        }
        if (row.builder() != null) {
            facts.add(fact("Builder", row.builder()));
        }
        Optional<DeadLetterRow> letter = letters.of(row.channel(), row.number());
        letter.ifPresent(found -> facts.add(fact("Dead letter", found.id().value())));
        if (view.traceId() != null) {
            facts.add(fact("Trace", view.traceId()));
        }
        return facts;
    }

    private static String cause(BuildView view) {
        String by = view.requester() == null ? "" : " by " + view.requester();
        return (view.cause() == null ? "not known" : Words.word(view.cause()))
                + (view.cause() == Cause.HEAL && view.healOf() != null ? " of #" + view.healOf() : by);
    }

    private static @Nullable String lineage(BuildView view) {
        return view.base() == null ? null : "Refreshed from what #" + view.base() + " left.";
    }

    private static BuildPage.Fact fact(String term, String text) {
        return new BuildPage.Fact(term, text, null);
    }
}
