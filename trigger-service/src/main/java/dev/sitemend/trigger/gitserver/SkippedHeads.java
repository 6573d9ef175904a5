package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * Remembers which heads were pushed with the wish not to be built, so that reconciliation leaves them alone. Kept as
 * refs beside the branches, where a backup of the Git has them too; no client sees them.
 */
public final class SkippedHeads {
    /** Refs below this are ours: they are not shown and can not be pushed. */
    static final String HIDDEN = "refs/sitemend/";

    private static final String PREFIX = HIDDEN + "skipped/";

    private SkippedHeads() {}

    static void remember(Repository repository, BranchName branch, ObjectId head) throws IOException {
        RefUpdate update = repository.updateRef(PREFIX + branch.slug());
        update.setNewObjectId(head);
        update.disableRefLog();
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException("Cannot note that " + head.name() + " is not to be built: " + result);
        }
    }

    /** Whether this head was pushed with the wish not to be built. */
    public static boolean contains(Repository repository, BranchName branch, Revision head) throws IOException {
        Ref noted = repository.exactRef(PREFIX + branch.slug());
        return noted != null
                && noted.getObjectId() != null
                && noted.getObjectId().name().equals(head.value());
    }
}
