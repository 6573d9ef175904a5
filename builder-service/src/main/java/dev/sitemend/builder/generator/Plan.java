package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.gate.Rules;

/**
 * What will be run.
 *
 * @param preset ikiwiki, hugo, jekyll, mkdocs, static or command
 * @param fingerprint of generator, plugins, setup and tools; another fingerprint means clean
 * @param refreshes whether the generator can refresh at all: whether a cache is worth sealing
 * @param rules for the gate: the preset's and the site's
 */
public record Plan(
        String preset, String fingerprint, boolean refreshes, Rules rules, SiteConfiguration configuration) {}
