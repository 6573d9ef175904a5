package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Report;

/** What became of a try to close a build. */
public sealed interface Closing {
    /** The report is ours. */
    record Closed(Report report) implements Closing {}

    /** Another closed the build before, with this report. */
    record AlreadyClosed(Report theirs) implements Closing {}

    /** Not known yet. */
    record Unknown(RuntimeException cause) implements Closing {}
}
