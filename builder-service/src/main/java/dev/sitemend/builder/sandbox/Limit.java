package dev.sitemend.builder.sandbox;

/** A limit that a command can run into. */
public enum Limit {
    WALL_CLOCK,
    SILENCE,
    LOG_SIZE,
    MEMORY,
    PROCESSES,
    DISK
}
