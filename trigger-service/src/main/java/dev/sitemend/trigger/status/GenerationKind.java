package dev.sitemend.trigger.status;

import java.util.Locale;

/** What an entry of a publication log says. */
public enum GenerationKind {
    PROMOTED,
    ROLLED_BACK,
    LOCKED,
    UNLOCKED,
    RETIRED,
    COLLECTED;

    /** The word that the stored generation has in its {@code kind}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
