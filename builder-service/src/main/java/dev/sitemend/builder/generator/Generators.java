package dev.sitemend.builder.generator;

import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Optional;

/** The generators of this machine. */
public interface Generators {
    /**
     * Reads {@code sitemend.yml}, finds out the generator and takes its fingerprint.
     *
     * @param source a checkout, as {@link Repositories#checkOut} leaves it
     * @param override the generator that the site's settings name; wins over detection and {@code sitemend.yml}
     */
    Planning plan(Path source, Optional<String> override) throws InterruptedException;

    /** Runs the generator in the sandbox, and tells what it made: output and state, to be sealed as a pair. */
    RunResult run(Run run) throws InterruptedException;

    /** The generators that are installed here, run in this sandbox. */
    static Generators installed(Sandbox sandbox) {
        Programs programs = new Programs();
        return new PresetGenerators(sandbox, programs, new Fingerprints(programs));
    }
}
