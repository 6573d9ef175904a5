package dev.sitemend.trigger.console;

import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.Expiry;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.api.Reasons;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.publishing.Carried;
import dev.sitemend.trigger.publishing.PublishCommands;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.BuildState;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.GenerationKind;
import dev.sitemend.trigger.status.GenerationRow;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Publishing by hand: each deed has a page that asks once more, and says what visitors will get. */
@Controller
@RequestMapping("/sites/{site}")
final class PublishingPagesController {
    private static final int CHOICES = 50;
    private static final int MOST_GENERATIONS = 1_000;

    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final ChannelRows channels;
    private final BuildRows builds;
    private final PublishCommands commands;
    private final Clock clock;

    PublishingPagesController(
            Frames frames,
            Pages pages,
            ReadAccess access,
            ChannelRows channels,
            BuildRows builds,
            PublishCommands commands,
            Clock clock) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.channels = channels;
        this.builds = builds;
        this.commands = commands;
        this.clock = clock;
    }

    private enum Deed {
        ROLLBACK,
        LOCK,
        UNLOCK
    }

    /** Where somebody stands who wants to do something. */
    private record Place(Deed deed, SiteSettings site, ChannelId channel, Caller caller, HttpServletRequest request) {
        String back() {
            return Words.channel(channel, site.branch().value(), "");
        }
    }

    @GetMapping("/rollback")
    ResponseEntity<String> askRollBack(
            Caller caller,
            @PathVariable String site,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            HttpServletRequest request) {
        return ask(place(Deed.ROLLBACK, site, branch, caller, request), null);
    }

    @GetMapping("/lock")
    ResponseEntity<String> askLock(
            Caller caller,
            @PathVariable String site,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            HttpServletRequest request) {
        return ask(place(Deed.LOCK, site, branch, caller, request), null);
    }

    @GetMapping("/unlock")
    ResponseEntity<String> askUnlock(
            Caller caller,
            @PathVariable String site,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            HttpServletRequest request) {
        return ask(place(Deed.UNLOCK, site, branch, caller, request), null);
    }

    @PostMapping("/rollback")
    ResponseEntity<String> rollBack(
            Caller caller,
            @PathVariable String site,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            @RequestParam("to") long to,
            @RequestParam("reason") String reason,
            @RequestParam("seen") long seen,
            HttpServletRequest request)
            throws InterruptedException {
        Place place = place(Deed.ROLLBACK, site, branch, caller, request);
        return carry(
                place,
                new PublishEvent.RollBack(
                        place.channel(),
                        new BuildNumber(to),
                        caller.name(),
                        Reasons.required(reason),
                        seen(seen),
                        clock.instant()));
    }

    @PostMapping("/lock")
    ResponseEntity<String> lock(
            Caller caller,
            @PathVariable String site,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            @RequestParam("reason") String reason,
            @RequestParam("until") String until,
            @RequestParam("seen") long seen,
            HttpServletRequest request)
            throws InterruptedException {
        Place place = place(Deed.LOCK, site, branch, caller, request);
        Instant now = clock.instant();
        Instant end = Expiry.parse(until, now);
        if (end != null && !end.isAfter(now)) {
            throw Problem.INVALID.because(
                    "Cannot lock " + place.channel() + " until " + end + ": that is in the past.");
        }
        return carry(
                place,
                new PublishEvent.Lock(place.channel(), caller.name(), Reasons.required(reason), end, seen(seen), now));
    }

    @PostMapping("/unlock")
    ResponseEntity<String> unlock(
            Caller caller,
            @PathVariable String site,
            @RequestParam(name = "branch", required = false) @Nullable String branch,
            @RequestParam("reason") String reason,
            @RequestParam("seen") long seen,
            HttpServletRequest request)
            throws InterruptedException {
        Place place = place(Deed.UNLOCK, site, branch, caller, request);
        Reasons.optional(reason);
        return carry(
                place, new PublishEvent.Unlock(place.channel(), caller.name(), reason, seen(seen), clock.instant()));
    }

    private Place place(Deed deed, String name, @Nullable String branch, Caller caller, HttpServletRequest request) {
        SiteSettings site = access.site(caller, name);
        caller.require(Role.OPERATOR, site.site());
        ChannelId channel = branch == null ? site.production() : access.channel(site, branch);
        return new Place(deed, site, channel, caller, request);
    }

    /** Who has seen an empty log, 0, has nothing to be overtaken in. */
    private static @Nullable GenerationNumber seen(long newest) {
        return newest == 0 ? null : new GenerationNumber(newest);
    }

    private ResponseEntity<String> carry(Place place, PublishEvent command) throws InterruptedException {
        String back = place.back() + (place.back().contains("?") ? "&" : "?") + "done=";
        return switch (commands.carry(command)) {
            case Carried.Done _ -> Pages.seeOther(back + Words.word(place.deed()));
            case Carried.Waiting _ -> Pages.seeOther(back + "waiting");
            case Carried.Refused(String reason) -> ask(place, reason + ". Nothing of yours was done.");
        };
    }

    private ResponseEntity<String> ask(Place place, @Nullable String refusal) {
        List<GenerationRow> log = channels.generations(place.channel(), MOST_GENERATIONS);
        long seen = log.isEmpty() ? 0 : log.getFirst().number();
        List<ConfirmPage.Choice> choices = place.deed() == Deed.ROLLBACK ? choices(place.channel(), log) : List.of();
        String action = Words.site(place.site().site().value()) + "/" + Words.word(place.deed());
        Frame frame = frames.still(
                place.request(), place.caller(), Frame.Section.SITES, heading(place) + " " + place.channel());
        ConfirmPage page = new ConfirmPage(
                frame,
                place.channel().site().value(),
                place.channel().branch().value(),
                heading(place),
                text(place.deed()),
                action,
                place.back(),
                seen,
                choices,
                place.deed() != Deed.UNLOCK,
                place.deed() == Deed.LOCK,
                button(place.deed()),
                place.deed() == Deed.ROLLBACK ? "stop" : "accent",
                refusal);
        return pages.page(HttpStatusCode.valueOf(refusal == null ? 200 : 409), "confirm", page);
    }

    /** Builds that were live and can be again, newest first, without the one that is. */
    private List<ConfirmPage.Choice> choices(ChannelId channel, List<GenerationRow> log) {
        Set<Long> were = log.stream()
                .filter(entry -> entry.kind() == GenerationKind.PROMOTED)
                .filter(entry -> entry.build() != null)
                .map(entry -> entry.build().value())
                .collect(Collectors.toCollection(TreeSet::new));
        var live = channels.facts(channel).live();
        List<BuildRow> successes = builds.builds(channel.site(), channel.branch(), BuildState.SUCCEEDED, null, CHOICES);
        return successes.stream()
                .filter(build -> were.contains(build.number().value()))
                .filter(build -> live == null || !build.number().equals(live.build()))
                .map(build -> new ConfirmPage.Choice(
                        build.number().value(),
                        build.number() + ", commit "
                                + (build.revision() == null
                                        ? "unknown"
                                        : build.revision().abbreviated())
                                + (build.finishedAt() == null ? "" : ", built " + Words.moment(build.finishedAt()))))
                .toList();
    }

    private static String heading(Place place) {
        return switch (place.deed()) {
            case ROLLBACK -> "Roll back";
            case LOCK -> "Lock";
            case UNLOCK -> "Unlock";
        };
    }

    private static String text(Deed deed) {
        return switch (deed) {
            case ROLLBACK ->
                "Visitors get the chosen build at once; nothing is built. Publishing is then locked until you release "
                        + "it, so that the next push does not undo this.";
            case LOCK -> "Visitors keep what is live. Builds go on, and wait until the lock ends.";
            case UNLOCK -> "The newest build that succeeded goes live at once.";
        };
    }

    private static String button(Deed deed) {
        return switch (deed) {
            case ROLLBACK -> "Roll back and lock";
            case LOCK -> "Lock publishing";
            case UNLOCK -> "Unlock publishing";
        };
    }
}
