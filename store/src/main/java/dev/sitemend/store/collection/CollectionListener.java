package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Report;

/** Is told of what a collector did, once it is durable. What it throws ends the run; the next goes on. */
public interface CollectionListener {
    /** Tells nobody. */
    CollectionListener NOBODY = new CollectionListener() {
        @Override
        public void collected(Generation entry) {
            // Nobody listens.
        }

        @Override
        public void abandoned(Claim claim, Report report) {
            // Nobody listens.
        }

        @Override
        public void deleted(Garbage garbage) {
            // Nobody listens.
        }
    };

    /** A publication log says that builds are collected. */
    void collected(Generation entry);

    /** The claim of a builder that is long dead was closed. */
    void abandoned(Claim claim, Report report);

    /** An object is gone. */
    void deleted(Garbage garbage);
}
