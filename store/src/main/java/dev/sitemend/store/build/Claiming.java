package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Claim;

/** What became of a try to claim a build. */
public sealed interface Claiming {
    /** The number is ours. */
    record Claimed(Claim claim) implements Claiming {}

    /** Whether the claim was written is not known. It may show up later, and would then be an open one of ours. */
    record Unknown(Claim claim, RuntimeException cause) implements Claiming {}
}
