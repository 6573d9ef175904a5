package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.gate.Rules;
import dev.sitemend.builder.workspace.Layout;

/**
 * What will be run.
 *
 * @param preset ikiwiki, hugo, jekyll, mkdocs, static or command
 * @param fingerprint of generator, plugins, setup and tools; another fingerprint means clean
 * @param refresh what the generator gains from an earlier build
 * @param layout where the generator writes, and what it finds there
 * @param rules for the gate: the preset's and the site's
 */
public record Plan(
        String preset,
        String fingerprint,
        Refresh refresh,
        Layout layout,
        Rules rules,
        SiteConfiguration configuration) {
    /** What a refresh is, to this generator. */
    public enum Refresh {
        /** There is none: it makes everything from nothing each time. */
        NONE,
        /** It makes everything, with the help of caches. Without them a refresh is a clean build. */
        CACHES,
        /** It mends state and output of the base. */
        IN_PLACE
    }

    /** Whether there is anything to start from. */
    public boolean refreshes() {
        return refresh != Refresh.NONE;
    }
}
