package dev.sitemend.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** An event of the pipeline as one line for people. */
final class EventSentence {
    private final Output output;
    private String lastStep = "";

    EventSentence(Output output) {
        this.output = output;
    }

    /** Empty when the event says nothing new to a person, such as the third heartbeat of one step. */
    String of(String type, JsonNode event) {
        String build = "#" + Json.text(event, "build");
        String revision = Words.revision(Json.text(event, "revision"));
        return switch (type) {
            case "BuildRequested" -> say(State.QUEUED, requested(event));
            case "BuildStarted" -> say(State.RUNNING, "%s %s started".formatted(mode(event), build));
            case "BuildHeartbeat" -> heartbeat(build, event);
            case "BuildSucceeded" ->
                say(
                        State.SUCCEEDED,
                        "%s %s succeeded: commit %s, %s added, %s modified, %s removed"
                                .formatted(
                                        mode(event),
                                        build,
                                        revision,
                                        Json.text(event, "added"),
                                        Json.text(event, "modified"),
                                        Json.text(event, "removed")));
            case "BuildFailed" ->
                say(State.FAILED, "%s %s failed: %s".formatted(mode(event), build, Json.text(event, "message")));
            case "DeadLettered" ->
                say(
                        State.HEALING,
                        "set aside as dead letter %s: a clean rebuild follows".formatted(Json.text(event, "id")));
            case "BuildSkipped" -> say(State.SKIPPED, "covered by build #" + Json.text(event, "coveredBy"));
            case "BuildAbandoned" ->
                say(State.ABANDONED, "build %s given up: %s".formatted(build, Json.text(event, "reason")));
            case "BranchVanished" -> say(State.GONE, "the branch is gone");
            case "Promoted" ->
                say(
                        State.CURRENT,
                        "build %s is live as generation %s, commit %s"
                                .formatted(build, Json.text(event, "generation"), revision));
            case "PromotionRefused" ->
                say(State.LOCKED, "build %s is not published: %s".formatted(build, Json.text(event, "reason")));
            case "ChannelQuarantined" ->
                say(
                        State.QUARANTINED,
                        "the clean rebuild %s failed too: %s. The last good generation stays live; push a fix"
                                .formatted(build, Json.text(event, "reason")));
            case "RolledBack" -> say(State.LOCKED, "rolled back to build " + build);
            case "Locked" -> say(State.LOCKED, "locked: " + Json.text(event, "reason"));
            case "Unlocked" -> say(State.CURRENT, "unlocked: " + Json.text(event, "reason"));
            case "CommandRefused" ->
                say(State.LOCKED, "%s was refused: %s".formatted(Json.text(event, "by"), Json.text(event, "reason")));
            case "ChannelRetired" -> say(State.GONE, "nothing of this branch is served any more");
            case "BuildsCollected" ->
                say(
                        State.GONE,
                        "the pages of %s old builds are gone"
                                .formatted(event.path("builds").size()));
            default -> "";
        };
    }

    private String say(State state, String text) {
        return output.coloured(state.colour(), state.glyph()) + " " + Output.outside(text);
    }

    private String requested(JsonNode event) {
        String revision = Words.revision(Json.text(event, "revision"));
        return "%s by %s%s"
                .formatted(
                        Json.text(event, "cause").toLowerCase(Locale.ROOT),
                        Json.text(event, "requester"),
                        revision.isEmpty() ? "" : ", commit " + revision);
    }

    private String heartbeat(String build, JsonNode event) {
        String step = build + " " + Json.text(event, "step");
        if (step.equals(lastStep)) {
            return "";
        }

        lastStep = step;
        return say(State.RUNNING, "%s: %s".formatted(build, Json.text(event, "step")));
    }

    private static String mode(JsonNode event) {
        return Json.text(event, "mode").equals("REBUILD") ? "clean rebuild" : "refresh";
    }
}
