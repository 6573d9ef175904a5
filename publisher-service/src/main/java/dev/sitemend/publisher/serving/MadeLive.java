package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Generation.Promoted;
import java.util.Optional;

/** What an entry of a publication log says is live. */
final class MadeLive {
    private MadeLive() {}

    /** What an entry made live; a rollback did so, too. */
    static Optional<Promoted> by(Generation generation) {
        return switch (generation.entry()) {
            case Promoted promoted -> Optional.of(promoted);
            case Generation.RolledBack(var build, var revision, var artifact, var _) ->
                Optional.of(new Promoted(build, revision, artifact));
            case Generation.Locked _, Generation.Unlocked _, Generation.Retired _, Generation.Collected _ ->
                Optional.empty();
        };
    }
}
