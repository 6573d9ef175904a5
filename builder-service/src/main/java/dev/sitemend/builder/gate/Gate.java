package dev.sitemend.builder.gate;

/** Looks at an output before it may be marked a success: exit 0 is not health. */
public interface Gate {
    /** Compares and reads; changes nothing. */
    Verdict check(Candidate candidate);

    /** The gate of a builder. */
    static Gate standard() {
        return new OutputGate();
    }
}
