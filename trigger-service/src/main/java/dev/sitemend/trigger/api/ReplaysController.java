package dev.sitemend.trigger.api;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.replay.Replay;
import dev.sitemend.trigger.replay.Replays;
import dev.sitemend.trigger.replay.Selection;
import dev.sitemend.trigger.request.IdempotencyKeys;
import dev.sitemend.trigger.status.RequestFate;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks again for builds of the past. */
@RestController
@RequestMapping("/api/v1/replays")
final class ReplaysController {
    private static final Pattern POSITION = Pattern.compile("([0-9]{1,5}):([0-9]{1,18})");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");

    private final Replays replays;
    private final IdempotencyKeys keys;
    private final SecureRandom random;
    private final Clock clock;

    ReplaysController(Replays replays, IdempotencyKeys keys, SecureRandom random, Clock clock) {
        this.replays = replays;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Planned> replay(
            @RequestBody Wanted wanted,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Selection selection = selection(wanted);
        requireOperator(caller, selection.site());
        String reason = Reasons.optional(wanted.reason());
        Replay replay = replays.plan(id(key, caller), selection);
        if (Boolean.TRUE.equals(wanted.dryRun())) {
            return ResponseEntity.ok(Planned.of(replay, true));
        }

        BuildMode mode = Boolean.TRUE.equals(wanted.clean()) ? BuildMode.REBUILD : BuildMode.REFRESH;
        replays.run(replay, mode, caller.name(), reason == null ? "replay " + replay.id() : reason);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/replays/" + replay.id()))
                .body(Planned.of(replay, false));
    }

    @GetMapping("/{id}")
    Progress progress(@PathVariable String id, Caller caller) {
        List<Replays.Fate> fates = ID.matcher(id).matches() ? replays.fates(id) : List.of();
        if (fates.isEmpty()) {
            throw Problem.NOT_FOUND.because("Nothing is known about a replay " + id
                    + ". One that was asked for this very moment is known within a second.");
        }
        Set<SiteId> sites = new TreeSet<>();
        fates.forEach(fate -> sites.add(fate.channel().site()));
        requireOperator(caller, sites.size() == 1 ? sites.iterator().next() : null);
        return Progress.of(id, fates);
    }

    private static void requireOperator(Caller caller, @Nullable SiteId site) {
        if (site == null) {
            caller.requireEverywhere(Role.OPERATOR);
        } else {
            caller.require(Role.OPERATOR, site);
        }
    }

    private String id(@Nullable String key, Caller caller) {
        if (key != null) {
            String hash = keys.id(caller.name() + "\nreplay", key).value();
            return hash.substring(hash.length() - 12);
        }
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Selection selection(Wanted wanted) {
        Instant now = clock.instant();
        Instant since = past(wanted.since(), now);
        Instant until = past(wanted.until(), now);
        if (since != null && until != null && !since.isBefore(until)) {
            throw Problem.INVALID.because(
                    "Cannot replay since " + since + " until " + until + ": that is no time at all.");
        }
        if (wanted.branch() != null && wanted.site() == null) {
            throw Problem.INVALID.because("Say of which site branch '" + wanted.branch() + "' is: “site” is missing.");
        }
        return new Selection(
                wanted.site() == null ? null : new SiteId(wanted.site()),
                wanted.branch() == null ? null : new BranchName(wanted.branch()),
                since,
                until,
                position(wanted.from()),
                outcomes(wanted.outcome()));
    }

    private static @Nullable Instant past(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Expiry.lifetime(text).map(now::minus).orElseGet(() -> Instant.parse(text.strip()));
        } catch (DateTimeException e) {
            throw Problem.INVALID.because("Cannot read '" + text
                    + "' as a time of the past: expected how long ago, such as 2h or 7d, or a time such as"
                    + " 2026-11-25T02:00:00Z.");
        }
    }

    private static Selection.@Nullable Position position(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher position = POSITION.matcher(text);
        if (!position.matches()) {
            throw Problem.INVALID.because(
                    "Cannot read '" + text + "' as a place: expected PARTITION:OFFSET, such as 0:4711.");
        }
        return new Selection.Position(Integer.parseInt(position.group(1)), Long.parseLong(position.group(2)));
    }

    private static Set<String> outcomes(@Nullable List<String> named) {
        Set<String> known = new TreeSet<>();
        Arrays.stream(RequestFate.State.values())
                .filter(RequestFate.State::isFinal)
                .forEach(state -> known.add(state.word()));
        Set<String> wanted = named == null ? Set.of() : Set.copyOf(named);
        if (!known.containsAll(wanted)) {
            throw Problem.INVALID.because(
                    "Cannot read " + wanted + " as outcomes: there are " + String.join(", ", known) + ".");
        }
        return wanted;
    }

    /**
     * What is wanted; all of it may be absent.
     *
     * @param since how long ago, or a time
     * @param from {@code PARTITION:OFFSET}
     */
    record Wanted(
            @Nullable String site,
            @Nullable String branch,
            @Nullable String since,
            @Nullable String until,
            @Nullable String from,
            @Nullable List<String> outcome,
            @Nullable Boolean clean,
            @Nullable Boolean dryRun,
            @Nullable String reason) {}

    /** @param asked how many builds are asked for, or would be */
    record Planned(String id, boolean dryRun, long asked, List<PlannedChannel> channels) {
        static Planned of(Replay replay, boolean dryRun) {
            List<PlannedChannel> channels = new ArrayList<>();
            for (Replay.Channel channel : replay.channels()) {
                channels.add(new PlannedChannel(
                        channel.channel().site().value(),
                        channel.channel().branch().value(),
                        channel.found(),
                        channel.at(),
                        channel.revision() == null ? null : channel.revision().value(),
                        channel.decision() instanceof Replay.Decision.Ask(var request) ? request.value() : null,
                        channel.decision() instanceof Replay.Decision.Leave(String why) ? why : null));
            }
            return new Planned(replay.id(), dryRun, replay.asked(), channels);
        }
    }

    /**
     * One channel.
     *
     * @param found how many requests of it were meant; the newest counts
     * @param request absent where nothing is asked for
     * @param why it is left alone; absent where it is built
     */
    record PlannedChannel(
            String site,
            String branch,
            long found,
            Instant at,
            @Nullable String revision,
            @Nullable String request,
            @Nullable String why) {}

    /**
     * How far it is.
     *
     * @param states how many requests are in which state
     */
    record Progress(String id, long asked, long done, Map<String, Long> states, List<Asked> channels) {
        static Progress of(String id, List<Replays.Fate> fates) {
            Map<String, Long> states = new TreeMap<>();
            fates.forEach(fate -> states.merge(fate.fate().state().word(), 1L, Long::sum));
            return new Progress(
                    id,
                    fates.size(),
                    fates.stream().filter(fate -> fate.fate().state().isFinal()).count(),
                    states,
                    fates.stream()
                            .map(fate -> new Asked(
                                    fate.channel().site().value(),
                                    fate.channel().branch().value(),
                                    fate.request().value(),
                                    fate.fate().state().word(),
                                    fate.fate().message()))
                            .toList());
        }
    }

    record Asked(String site, String branch, String request, String state, String message) {}
}
