package dev.sitemend.cli;

import java.util.Arrays;

/** Words of state, each with its glyph and colour, so that neither colour nor glyph is needed to read it. */
enum State {
    CURRENT("✓", Colour.GREEN),
    BUILDING("◔", Colour.CYAN),
    HEALING("⌁", Colour.MAGENTA),
    BEHIND("«", Colour.YELLOW),
    LOCKED("▣", Colour.GREY),
    QUARANTINED("⊘", Colour.RED),
    QUEUED("…", Colour.CYAN),
    RUNNING("◔", Colour.CYAN),
    SUCCEEDED("✓", Colour.GREEN),
    FAILED("✗", Colour.RED),
    ABANDONED("-", Colour.GREY),
    SKIPPED("·", Colour.GREY),
    COVERED("·", Colour.GREY),
    HEALED("⌁", Colour.GREEN),
    GONE("-", Colour.GREY),
    OPEN("!", Colour.RED),
    RETRIED("↻", Colour.CYAN),
    DISCARDED("-", Colour.GREY),
    DONE("✓", Colour.GREEN),
    BLOCKED("■", Colour.RED),
    WAITING("…", Colour.YELLOW),
    UNKNOWN("?", Colour.GREY);

    private final String glyph;
    private final Colour colour;

    State(String glyph, Colour colour) {
        this.glyph = glyph;
        this.colour = colour;
    }

    static State of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    String glyph() {
        return glyph;
    }

    Colour colour() {
        return colour;
    }
}
