package dev.sitemend.builder.gate;

/** What a dangling link inside the site does. */
public enum LinkCheck {
    OFF,
    WARN,
    FAIL
}
