package dev.sitemend.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a wish until visitors get it, or until nothing will become of it. */
final class RequestProgress {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Set<String> LIVE_ENDS = Set.of("succeeded", "healed", "covered");
    private static final Set<String> ENDS = Set.of("failed", "quarantined", "gone");

    private final Api api;
    private final Surroundings surroundings;
    private final Consumer<JsonNode> changed;

    /** Tells {@code changed} each new state, the first and the last one too. */
    RequestProgress(Api api, Surroundings surroundings, Consumer<JsonNode> changed) {
        this.api = api;
        this.surroundings = surroundings;
        this.changed = changed;
    }

    /** How it ended: live, failed, or not in time. */
    ExitCode await(String request, Duration patience) throws InterruptedException {
        Instant deadline = surroundings.clock().instant().plus(patience);
        String last = "";
        while (true) {
            JsonNode answer = api.get("/api/v1/requests/" + Api.segment(request));
            String state = Json.text(answer, "state");
            boolean live = answer.path("live").asBoolean(false);
            String now = state + live + Json.text(answer, "message");
            if (!now.equals(last)) {
                changed.accept(answer);
                last = now;
            }

            if (live && LIVE_ENDS.contains(state)) {
                return ExitCode.DONE;
            }

            if (ENDS.contains(state)) {
                return state.equals("gone") ? ExitCode.DONE : ExitCode.FAILED;
            }

            if (!surroundings.clock().instant().isBefore(deadline)) {
                return ExitCode.TIMED_OUT;
            }

            surroundings.pauses().pause(PAUSE);
        }
    }
}
