package dev.sitemend.contracts.json;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import tools.jackson.core.JacksonException;

/** Events to bytes and back. The type travels beside the payload, in the CloudEvents headers. */
public final class EventJson {
    private EventJson() {}

    public static byte[] write(Event event) {
        return Json.MAPPER.writeValueAsBytes(event);
    }

    /**
     * Reads the payload of an event.
     *
     * @throws MalformedDocumentException if the bytes are not such an event
     */
    public static Event read(EventType type, byte[] payload) {
        Event event;
        try {
            event = Json.MAPPER.readValue(payload, type.eventClass());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedDocumentException("Not a " + type.cloudEventType() + ": " + e.getMessage(), e);
        }

        if (event == null) {
            throw new MalformedDocumentException("Not a " + type.cloudEventType() + ": null");
        }

        RequiredFields.check(event, "");
        return event;
    }
}
