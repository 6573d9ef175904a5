package dev.sitemend.builder.intake;

import java.util.List;

/** All slots of a builder. */
public record Hands(List<Slot> slots) {
    public Hands {
        slots = List.copyOf(slots);
    }
}
