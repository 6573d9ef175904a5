package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a site's repository.
 *
 * @param heads the newest revision of each branch when the host last answered; empty before
 * @param askedAt when it was asked last
 * @param trouble absent while the host answers
 */
public record RemoteState(
        Map<BranchName, Revision> heads,
        Instant askedAt,
        @Nullable Trouble trouble) {
    public RemoteState {
        heads = Map.copyOf(heads);
    }

    /**
     * The host does not tell the branches.
     *
     * @param needsAPerson whether the host said no, so that asking again does not help
     * @param message what it said, or did not
     * @param since when it began
     */
    public record Trouble(boolean needsAPerson, String message, Instant since) {}
}
