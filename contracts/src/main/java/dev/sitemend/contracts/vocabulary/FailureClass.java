package dev.sitemend.contracts.vocabulary;

/** What broke, as far as the pipeline's next step depends on it. */
public enum FailureClass {
    /** The generator ended with another status than 0. */
    GENERATOR_FAILED(true),
    /** The build ran longer than its wall clock limit. */
    TIMED_OUT(true),
    /** The build printed nothing for longer than its silence limit. */
    SILENT(true),
    /** The build was killed: out of memory, too many processes, or by somebody. */
    KILLED(true),
    /** The build printed more than its log limit. */
    LOG_LIMIT(true),
    /** The build wrote more than its disk limit. */
    DISK_LIMIT(true),
    /** The generator ended well, but the gate refused its output. */
    GATE_REFUSED(true),
    /** The settings are wrong: {@code sitemend.yml}, an unknown generator, or a generator that is not installed. */
    CONFIGURATION(false),
    /** The Git host answers, and says no: no such repository, no access. */
    REPOSITORY(false),
    /** A fault of the builder itself. */
    INTERNAL(true);

    private final boolean mendableByRebuild;

    FailureClass(boolean mendableByRebuild) {
        this.mendableByRebuild = mendableByRebuild;
    }

    /** Whether a clean rebuild of the same revision can end otherwise. If not, a failed refresh asks for none. */
    public boolean isMendableByRebuild() {
        return mendableByRebuild;
    }
}
