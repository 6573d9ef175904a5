package dev.sitemend.builder.build;

import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;

/** How a wish ended. */
public sealed interface Ended {
    /** With a report of ours; its events are sent. */
    record Reported(Report report, HeadTrust trust) implements Ended {}

    /** Another closed our build before we did: nothing of it counts, and the wish is still open. */
    record Overtaken(Report theirs) implements Ended {}

    /** A heal whose content was healed before: the earlier report is the answer, and its events are sent again. */
    record AnsweredBefore(Report earlier) implements Ended {}

    /** A heal whose content is being healed by another build: the wish is still open. */
    record UnderWay(BuildNumber other) implements Ended {}
}
