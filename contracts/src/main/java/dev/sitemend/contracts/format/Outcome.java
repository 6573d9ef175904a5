package dev.sitemend.contracts.format;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a build ended. Only {@link Succeeded} may ever be promoted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.Abandoned.class, name = "abandoned"),
    @JsonSubTypes.Type(value = Outcome.BranchGone.class, name = "branch-gone")
})
public sealed interface Outcome {
    /**
     * The success mark.
     *
     * @param changed against the artifact of the base, or of the newest success
     * @param notes what a writer should know though the build succeeded, such as a force-pushed branch or a dangling
     *     link
     */
    record Succeeded(Revision revision, String fingerprint, Artifact artifact, Changes changed, List<String> notes)
            implements Outcome {
        public Succeeded {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The build ran, or could not begin, and produced nothing that counts.
     *
     * @param step what was under way: checkout, generate, gate, …
     * @param message one sentence for the writer: what happened and what to do
     * @param excerpt the log lines that say most, oldest first; may be empty
     */
    record Failed(
            @Nullable Revision revision,
            @Nullable String fingerprint,
            FailureClass failure,
            String step,
            String message,
            List<String> excerpt)
            implements Outcome {
        public Failed {
            excerpt = List.copyOf(excerpt);
        }
    }

    /** Closed by another builder, or by its own in favour of another build; says nothing about the content. */
    record Abandoned(BuilderId by, String reason) implements Outcome {}

    /** The branch does not exist any more. Publication of its channel is retired. */
    record BranchGone() implements Outcome {}
}
