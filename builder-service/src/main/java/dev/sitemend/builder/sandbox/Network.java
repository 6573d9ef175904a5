package dev.sitemend.builder.sandbox;

/** Whether a command reaches the network. */
public enum Network {
    NONE,
    GRANTED
}
