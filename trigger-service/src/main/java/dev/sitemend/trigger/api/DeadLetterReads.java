package dev.sitemend.trigger.api;

import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.status.DeadLetterRow;
import dev.sitemend.trigger.status.DeadLetterRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was set aside. */
@RestController
@RequestMapping("/api/v1/dead-letters")
final class DeadLetterReads {
    private static final int MOST = 1_000;
    private static final String OPEN = "open";

    private final ReadAccess readable;
    private final DeadLetterRows letters;

    DeadLetterReads(ReadAccess readable, DeadLetterRows letters) {
        this.readable = readable;
        this.letters = letters;
    }

    /** Those for a person first, then the newest. */
    @GetMapping
    Map<String, List<View>> letters(Caller caller) {
        return Map.of(
                "deadLetters",
                letters.newest(MOST).stream()
                        .filter(letter -> readable.isFor(caller, letter))
                        .map(letter -> View.of(letter, null))
                        .sorted(Comparator.comparing(view -> !view.state().equals(OPEN)))
                        .toList());
    }

    @GetMapping("/{id}")
    View letter(Caller caller, @PathVariable String id) {
        DeadLetterRow letter = letters.letter(new DeadLetterId(id))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no dead letter " + id + "."));
        if (!readable.isFor(caller, letter)) {
            if (letter.channel() == null) {
                caller.requireEverywhere(Role.VIEWER);
            } else {
                caller.require(Role.VIEWER, letter.channel().site());
            }
        }
        return View.of(letter, letter.payload());
    }

    record Origin(String topic, long partition, long offset) {}

    /** A dead letter in JSON. */
    record View(
            String id,
            @Nullable String site,
            @Nullable String branch,
            @Nullable FailureClass failure,
            String message,
            @Nullable Long build,
            @Nullable String revision,
            long attempts,
            Origin origin,
            Instant at,
            String state,
            @Nullable String request,
            @Nullable String by,
            @Nullable Instant resolvedAt,
            @Nullable String payload) {
        static View of(DeadLetterRow row, @Nullable String payload) {
            return new View(
                    row.id().value(),
                    row.channel() == null ? null : row.channel().site().value(),
                    row.channel() == null ? null : row.channel().branch().value(),
                    row.failure(),
                    row.message(),
                    row.build() == null ? null : row.build().value(),
                    row.revision() == null ? null : row.revision().value(),
                    row.attempts(),
                    new Origin(row.originTopic(), row.originPartition(), row.originOffset()),
                    row.at(),
                    row.resolution() == null ? OPEN : row.resolution().name().toLowerCase(Locale.ROOT),
                    row.resolvingRequest() == null
                            ? null
                            : row.resolvingRequest().value(),
                    row.resolvedBy(),
                    row.resolvedAt(),
                    payload);
        }
    }
}
