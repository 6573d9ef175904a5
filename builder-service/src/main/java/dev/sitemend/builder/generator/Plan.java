package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;

/**
 * What will be run.
 *
 * @param preset ikiwiki, hugo, jekyll, mkdocs, static or command
 * @param fingerprint of generator, plugins, setup and tools; another fingerprint means clean
 * @param keepsState whether a refresh needs, or gains by, state and output of its base: whether a cache is worth
 *     sealing
 */
public record Plan(String preset, String fingerprint, boolean keepsState, SiteConfiguration configuration) {}
