package dev.sitemend.builder.gate;

import java.util.List;

/** What the gate says. */
public sealed interface Verdict {
    /** May be published. {@code notes} are for the writer. */
    record Passed(List<String> notes) implements Verdict {
        public Passed {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Must not be published.
     *
     * @param message one or two sentences: what is wrong and what to do
     * @param findings details, a line each
     */
    record Refused(String message, List<String> findings) implements Verdict {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
