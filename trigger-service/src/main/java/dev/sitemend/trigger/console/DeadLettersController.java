package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.DeadLetterResolutions;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.status.DeadLetterRow;
import dev.sitemend.trigger.status.DeadLetterRows;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was set aside: those for a person first. */
@Controller
final class DeadLettersController {
    private static final int MOST = 200;

    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final DeadLetterRows letters;
    private final DeadLetterResolutions resolutions;

    DeadLettersController(
            Frames frames, Pages pages, ReadAccess access, DeadLetterRows letters, DeadLetterResolutions resolutions) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.letters = letters;
        this.resolutions = resolutions;
    }

    /** @param may whether the caller may retry or discard any of those that are open */
    record LettersPage(Frame frame, String headline, String lead, List<Letter> letters, boolean may) {}

    /**
     * One record set aside.
     *
     * @param origin topic, partition and offset
     * @param became what was done about it; empty while it is open
     * @param may whether the caller may do something about it
     */
    record Letter(
            String id,
            @Nullable String site,
            @Nullable String branch,
            @Nullable Long build,
            String cause,
            String message,
            String origin,
            long attempts,
            @Nullable String payload,
            Instant at,
            String became,
            boolean may) {}

    @GetMapping("/dead-letters")
    ResponseEntity<String> letters(Caller caller, HttpServletRequest request) {
        List<Letter> shown = letters.newest(MOST).stream()
                .filter(letter -> access.isFor(caller, letter))
                .map(letter -> letter(letter, caller))
                .sorted(Comparator.comparing((Letter letter) -> !letter.became().isEmpty()))
                .toList();
        long open = shown.stream().filter(letter -> letter.became().isEmpty()).count();
        Frame frame = frames.following(
                request,
                caller,
                Frame.Section.DEAD_LETTERS,
                open == 0 ? "Dead letters" : open + " dead letters need a person");
        return pages.page(
                "letters",
                new LettersPage(
                        frame,
                        headline(shown.size(), open),
                        lead(shown.size(), open),
                        shown,
                        shown.stream().anyMatch(letter -> letter.may())));
    }

    @PostMapping("/dead-letters")
    ResponseEntity<String> resolve(
            Caller caller,
            @RequestParam(name = "letter", defaultValue = "") List<String> ids,
            @RequestParam("deed") String deed) {
        if (ids.isEmpty()) {
            throw Problem.INVALID.because("No dead letter was chosen.");
        }

        switch (deed) {
            case "retry" -> ids.forEach(id -> resolutions.retry(id, caller));
            case "discard" -> ids.forEach(id -> resolutions.discard(id, caller));
            default -> throw Problem.INVALID.because("deed is '" + deed + "': expected retry or discard.");
        }
        return Pages.seeOther("/dead-letters?done=" + deed);
    }

    private static String headline(int all, long open) {
        if (all == 0) {
            return "No dead letters.";
        }
        if (open == 0) {
            return "No dead letter needs a person.";
        }
        return open == 1 ? "1 dead letter needs a person." : open + " dead letters need a person.";
    }

    private static String lead(int all, long open) {
        if (all == 0) {
            return "Every event that is still kept was built, covered by a newer build, or healed.";
        }
        long dealt = all - open;
        return dealt == 0 ? "" : dealt + " more " + (dealt == 1 ? "was" : "were") + " healed, retried or discarded.";
    }

    private static Letter letter(DeadLetterRow row, Caller caller) {
        boolean mayResolve = row.channel() == null
                ? caller.mayEverywhere(Role.OPERATOR)
                : caller.may(Role.OPERATOR, row.channel().site());
        return new Letter(
                row.id().value(),
                row.channel() == null ? null : row.channel().site().value(),
                row.channel() == null ? null : row.channel().branch().value(),
                row.build() == null ? null : row.build().value(),
                row.failure() == null ? "cannot be read" : Words.word(row.failure()),
                row.message(),
                row.originTopic() + " " + row.originPartition() + " : " + row.originOffset(),
                row.attempts(),
                row.payload(),
                row.at(),
                became(row),
                mayResolve && row.resolution() == null);
    }

    private static String became(DeadLetterRow row) {
        if (row.resolution() == null) {
            return "";
        }
        String by = row.resolvedBy() == null ? "" : " by " + row.resolvedBy();
        return switch (row.resolution()) {
            case HEALING -> "Clean rebuild asked for" + by;
            case RETRIED -> "Retried" + by;
            case DISCARDED -> "Discarded" + by;
        };
    }
}
