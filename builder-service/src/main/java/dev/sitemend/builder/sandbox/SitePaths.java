package dev.sitemend.builder.sandbox;

/** Where a command finds the directories of its workspace. */
public record SitePaths(String source, String output, String state, String tools, String home, String temporary) {}
