package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.DeadLetterId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a wish.
 *
 * @param build the build that it made
 * @param coveredBy the build of another wish that answers it
 * @param healedBy the clean rebuild that mended its failed refresh
 * @param answer the success that answers it
 * @param live whether visitors get that answer, or a newer one
 * @param message one or two sentences for people
 */
public record RequestFate(
        State state,
        @Nullable BuildNumber build,
        @Nullable BuildNumber coveredBy,
        @Nullable BuildNumber healedBy,
        @Nullable DeadLetterId deadLetter,
        @Nullable BuildNumber answer,
        boolean live,
        String message) {
    /** How far it has come. */
    public enum State {
        QUEUED,
        BUILDING,
        SUCCEEDED,
        FAILED,
        COVERED,
        HEALING,
        HEALED,
        QUARANTINED,
        GONE;

        /** The word that people and programs read. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing more will become of the wish. */
        public boolean isFinal() {
            return switch (this) {
                case QUEUED, BUILDING, HEALING -> false;
                case SUCCEEDED, FAILED, COVERED, HEALED, QUARANTINED, GONE -> true;
            };
        }
    }
}
