package dev.sitemend.store.heal;

import dev.sitemend.contracts.format.HealMark;

/** What became of a try to mark a heal attempt. */
public sealed interface Marking {
    /** The attempt is ours. */
    record Marked() implements Marking {}

    /** Another build has it. */
    record Taken(HealMark by) implements Marking {}

    /** Not known yet. */
    record Unknown(RuntimeException cause) implements Marking {}
}
