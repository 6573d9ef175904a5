package dev.sitemend.trigger.webhook;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.trigger.problem.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a push: all forges name the ref and the new commit the same way. */
final class PushPayload {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] FORM = "payload=".getBytes(StandardCharsets.UTF_8);
    private static final String HEADS = "refs/heads/";
    private static final int LONGEST_SENDER = 60;

    private final ObjectNode json;

    private PushPayload(ObjectNode json) {
        this.json = json;
    }

    static PushPayload of(Hook hook) {
        byte[] body = hook.body();
        try {
            // Told by its beginning: curl calls everything a form, and GitHub sends one if it is asked to.
            JsonNode json = MAPPER.readTree(isForm(body) ? payloadField(body) : body);
            if (json instanceof ObjectNode object) {
                return new PushPayload(object);
            }
        } catch (JacksonException | IllegalArgumentException _) {
            // Said below: what was sent is not shown.
        }
        throw Problem.INVALID.because("The body of the webhook is no JSON object.");
    }

    /** A push event. */
    Delivery moved() {
        String ref = json.path("ref").asString("");
        if (ref.startsWith("refs/tags/")) {
            return new Delivery.Ignored("tags are not built");
        }
        if (!ref.startsWith(HEADS)) {
            throw Problem.INVALID.because("The push names no branch: its ref is '" + ref + "'.");
        }

        return new Delivery.Moved(new BranchName(ref.substring(HEADS.length())), revision("after"), sender());
    }

    /** Gitea's event of a deleted branch, which names it without {@code refs/heads/}. */
    Delivery deleted() {
        if (!json.path("ref_type").asString("").equals("branch")) {
            return new Delivery.Ignored("tags are not built");
        }

        String ref = json.path("ref").asString("");
        String name = ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
        return new Delivery.Moved(new BranchName(name), null, sender());
    }

    /** Like a push event, but all of it may be left away: then the head of the site's branch is built. */
    Delivery movedOrHead() {
        return json.has("ref") ? moved() : new Delivery.Moved(null, revision("after"), sender());
    }

    private @Nullable Revision revision(String field) {
        String value = json.path(field).asString("");
        boolean none = value.isEmpty() || value.chars().allMatch(digit -> digit == '0');
        return none || json.path("deleted").asBoolean(false) ? null : new Revision(value);
    }

    private String sender() {
        for (String pointer :
                new String[] {"/sender/login", "/pusher/login", "/pusher/name", "/user_username", "/sender"}) {
            JsonNode sender = json.at(pointer);
            if (sender.isString() && !sender.stringValue().isBlank()) {
                String name = sender.stringValue().replaceAll("\\p{Cntrl}", "");
                return name.substring(0, Math.min(name.length(), LONGEST_SENDER));
            }
        }
        return "somebody";
    }

    private static boolean isForm(byte[] body) {
        return body.length >= FORM.length && Arrays.equals(FORM, Arrays.copyOf(body, FORM.length));
    }

    private static byte[] payloadField(byte[] body) {
        String form = new String(body, StandardCharsets.UTF_8);
        return Arrays.stream(form.split("&", -1))
                .filter(field -> field.startsWith("payload="))
                .map(field -> URLDecoder.decode(field.substring("payload=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
    }
}
