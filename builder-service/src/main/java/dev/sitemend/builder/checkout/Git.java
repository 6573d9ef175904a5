package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What we need of Git, on one bare mirror. Each method but {@link #fetch} throws {@link CheckoutException} when the
 * mirror is damaged.
 */
interface Git {
    /** Creates an empty bare repository. */
    void create(Path mirror) throws InterruptedException;

    /**
     * Asks the host for the branch and brings what is missing.
     *
     * @throws CheckoutException if the mirror itself is the trouble
     */
    Fetch fetch(Path mirror, Address address, BranchName branch) throws InterruptedException;

    boolean isAncestor(Path mirror, Revision ancestor, Revision descendant) throws InterruptedException;

    SourceChanges changes(Path mirror, Revision from, Revision to) throws InterruptedException;

    Instant commitTime(Path mirror, Revision revision) throws InterruptedException;

    /** {@code into} has a {@code .git} already, see {@link Worktree}. */
    void checkOut(Path mirror, Revision revision, Path into) throws InterruptedException;

    /**
     * Brings the files and the index of a checkout from one revision to another, reading and writing only files that
     * differ. Its {@code HEAD} is left to the caller.
     */
    void advance(Path mirror, Revision from, Revision to, Path worktree) throws InterruptedException;

    /** Where the mirror keeps the branch. Flat, so that {@code a} is not in the way of {@code a/b}. */
    static String ref(BranchName branch) {
        return "refs/sitemend/" + branch.slug();
    }
}
