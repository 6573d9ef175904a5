package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.id.ChannelId;

/** What the documents of a build say, as far as it matters for what may go. */
sealed interface Told {
    /** Its claim has no report. */
    record Open(Claim claim) implements Told {}

    record Succeeded(ChannelId channel, Artifact artifact) implements Told {}

    /** It failed, or found no branch. */
    record Answered(ChannelId channel) implements Told {}

    record Abandoned(ChannelId channel) implements Told {}

    /** It succeeded, and its channel's log says that it is collected. */
    record Collected(ChannelId channel) implements Told {}

    /**
     * Its report is a success that this installation did not sign. Nobody may promote it, but it may be the other way
     * round: a collector with the wrong secret. So what it names stays.
     */
    record Foreign(ChannelId channel, Artifact artifact) implements Told {}

    /** Its report can not be read: it is closed, and says nothing. */
    record Nothing() implements Told {}
}
