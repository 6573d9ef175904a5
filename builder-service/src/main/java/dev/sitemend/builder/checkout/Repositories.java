package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The Git of the sites, mirrored on this builder's disk. The mirrors are disposable: one that is missing or damaged is
 * fetched anew. All but {@link #fetch} work on what was fetched and touch no network.
 *
 * <p>Safe for use by several threads; one site's operations may wait for one another.
 */
public interface Repositories {
    /** Brings the branch's head and its history into the mirror. Never throws for what the host does or says. */
    Fetch fetch(Remote remote, BranchName branch) throws InterruptedException;

    /** Whether {@code revision} is {@code head} or one of its ancestors. False when the mirror has never seen it. */
    boolean contains(SiteId site, Revision head, Revision revision) throws InterruptedException;

    /**
     * Writes the revision's files and a {@code .git} that can read the whole history into a folder, and asserts that it
     * is the revision asked for. Hooks, filters, submodules and links out of the directory are not followed. A file's
     * date is a function of its content: the same everywhere, another when it changed.
     *
     * @param held the revision that an earlier call brought to this folder, which is unchanged since: then only what
     *     differs is touched; empty for a folder whose content is thrown away
     * @throws CheckoutException if it cannot be done
     */
    CheckedOut checkOut(SiteId site, Revision revision, Optional<Revision> held, Path into) throws InterruptedException;

    /** What differs between two fetched revisions. */
    SourceChanges changes(SiteId site, Revision from, Revision to) throws InterruptedException;

    /** When the revision was committed. */
    Instant commitTime(SiteId site, Revision revision) throws InterruptedException;

    /** The objects that {@link #checkOut} refers to; the sandbox shows them read-only at {@code /site/objects}. */
    Path objects(SiteId site);
}
