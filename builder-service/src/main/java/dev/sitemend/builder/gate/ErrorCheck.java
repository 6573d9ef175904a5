package dev.sitemend.builder.gate;

/** What a page does that the generator could not make, though it ended well. */
public enum ErrorCheck {
    OFF,
    WARN,
    FAIL
}
