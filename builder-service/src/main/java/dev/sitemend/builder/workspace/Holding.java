package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.util.Optional;

/** What the folders of a layer hold, whole and unchanged. What is not named holds nothing to rely on. */
record Holding(Optional<Revision> source, Optional<CacheSeal> state, Optional<Output> output) {
    static final Holding NOTHING = new Holding(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * An output.
     *
     * @param at its folder below the layer's folder for outputs; the empty path for that folder itself
     */
    record Output(CacheSeal seal, Path at) {}

    Holding withSource(Revision revision) {
        return new Holding(Optional.of(revision), state, output);
    }

    Holding withoutSource() {
        return new Holding(Optional.empty(), state, output);
    }

    Holding withState(CacheSeal seal) {
        return new Holding(source, Optional.of(seal), output);
    }

    Holding withoutState() {
        return new Holding(source, Optional.empty(), output);
    }

    Holding withOutput(CacheSeal seal, Path at) {
        return new Holding(source, state, Optional.of(new Output(seal, at)));
    }

    Holding withoutOutput() {
        return new Holding(source, state, Optional.empty());
    }
}
