package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** JGit, for machines without C git. It knows HTTP and paths, not SSH. */
final class EmbeddedGit implements Git {
    private static final int TIMEOUT_SECONDS = 60;

    @Override
    public void create(Path mirror) {
        try (Repository repository = open(mirror)) {
            repository.create(true);
            // Tidied while the site's lock is held, not behind our back; and a base that a force-push left is kept.
            StoredConfig configuration = repository.getConfig();
            configuration.setBoolean("gc", null, "autoDetach", false);
            configuration.setString("gc", null, "pruneExpire", "never");
            configuration.setString("gc", null, "prunePackExpire", "never");
            configuration.save();
        } catch (IOException e) {
            throw new CheckoutException("Cannot create " + mirror + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Fetch fetch(Path mirror, Address address, BranchName branch) {
        try (Repository repository = open(mirror);
                Transport transport = Transport.open(repository, new URIish(address.url()))) {
            transport.setTimeout(TIMEOUT_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCredentialsProvider(new OriginCredentials(address));
            RefSpec refspec = new RefSpec(branch.ref() + ":" + Git.ref(branch));
            try (FetchConnection connection = transport.openFetch(List.of(refspec))) {
                Ref head = connection.getRef(branch.ref());
                ObjectId at = head == null ? null : head.getObjectId();
                if (at == null) {
                    return new Fetch.NoBranch();
                }
                if (!at.equals(repository.resolve(Git.ref(branch)))) {
                    connection.fetch(NullProgressMonitor.INSTANCE, List.of(head), Set.of());
                    move(repository, Git.ref(branch), at);
                }
            }
            return new Fetch.Head(kept(mirror, branch));
        } catch (NoRemoteRepositoryException e) {
            return RefusalReason.read(address, "repository not found: " + said(e));
        } catch (NotSupportedException | URISyntaxException e) {
            return RefusalReason.read(address, "URI not supported: " + said(e));
        } catch (TransportException e) {
            return refusal(mirror, address, e);
        } catch (IOException | RuntimeException e) {
            throw new CheckoutException("Cannot use the mirror " + mirror + ": " + said(e), e);
        }
    }

    private static void move(Repository repository, String ref, ObjectId to) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(to);
        update.disableRefLog();
        switch (update.forceUpdate()) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {
                // The branch is where its host has it.
            }
            case NOT_ATTEMPTED,
                    LOCK_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON,
                    IO_FAILURE,
                    RENAMED ->
                throw new CheckoutException("Cannot move " + ref + " to " + to.name() + ": " + update.getResult());
        }
    }

    /** Whether the branch was ever fetched to this mirror. */
    boolean keeps(Path mirror, BranchName branch) {
        try (Repository repository = open(mirror)) {
            return repository.exactRef(Git.ref(branch)) != null;
        } catch (IOException e) {
            throw new CheckoutException("Cannot use the mirror " + mirror + ": " + said(e), e);
        }
    }

    /** Where the mirror has the branch. */
    Revision kept(Path mirror, BranchName branch) {
        try (Repository repository = open(mirror)) {
            ObjectId kept = repository.resolve(Git.ref(branch) + "^{commit}");
            if (kept == null) {
                throw new CheckoutException("Cannot read " + Git.ref(branch) + " in " + mirror);
            }
            return new Revision(kept.name());
        } catch (IOException e) {
            throw new CheckoutException("Cannot use the mirror " + mirror + ": " + said(e), e);
        }
    }

    private static Fetch refusal(Path mirror, Address address, TransportException failure) {
        String said = said(failure);
        // JGit words it otherwise than C git; an SSH address fails for want of an SSH client.
        if (address.url().toLowerCase(Locale.ROOT).startsWith("ssh:") || said.contains("remote hung up")) {
            return RefusalReason.read(address, said);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingObjectException || cause instanceof CorruptObjectException) {
                throw new CheckoutException("Cannot use the mirror " + mirror + ": " + said, failure);
            }
        }
        return RefusalReason.read(address, said);
    }

    private static String said(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage())
                    .append('\n');
        }
        return said.toString();
    }

    @Override
    public boolean isAncestor(Path mirror, Revision ancestor, Revision descendant) {
        try (Repository repository = open(mirror);
                RevWalk walk = new RevWalk(repository)) {
            if (!repository.getObjectDatabase().has(id(ancestor))) {
                return false;
            }
            return walk.isMergedInto(walk.parseCommit(id(ancestor)), walk.parseCommit(id(descendant)));
        } catch (IOException e) {
            throw new CheckoutException("Cannot read the history of " + descendant + " in " + mirror, e);
        }
    }

    @Override
    public SourceChanges changes(Path mirror, Revision from, Revision to) {
        SortedSet<String> added = new TreeSet<>();
        SortedSet<String> modified = new TreeSet<>();
        SortedSet<String> removed = new TreeSet<>();
        try (Repository repository = open(mirror);
                RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(id(from)).getTree());
            walk.addTree(commits.parseCommit(id(to)).getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                if (walk.getRawMode(0) == 0) {
                    added.add(walk.getPathString());
                } else if (walk.getRawMode(1) == 0) {
                    removed.add(walk.getPathString());
                } else {
                    modified.add(walk.getPathString());
                }
            }
        } catch (IOException e) {
            throw new CheckoutException("Cannot compare " + from + " with " + to + " in " + mirror, e);
        }
        return new SourceChanges(added, modified, removed);
    }

    @Override
    public Instant commitTime(Path mirror, Revision revision) {
        try (Repository repository = open(mirror);
                RevWalk walk = new RevWalk(repository)) {
            return Instant.ofEpochSecond(walk.parseCommit(id(revision)).getCommitTime());
        } catch (IOException e) {
            throw new CheckoutException("Cannot read the commit " + revision + " in " + mirror, e);
        }
    }

    @Override
    public void checkOut(Path mirror, Revision revision, Path into) {
        try (Repository repository = worktree(into);
                RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id(revision));
            DirCache index = repository.lockDirCache();
            try {
                DirCacheCheckout checkout = new DirCacheCheckout(repository, index, commit.getTree());
                checkout.setFailOnConflict(true);
                if (!checkout.checkout()) {
                    throw new CheckoutException("Cannot check out " + revision + " to " + into + ": left to do: "
                            + checkout.getToBeDeleted());
                }
            } finally {
                index.unlock();
            }
            ObjectId head = repository.resolve("HEAD");
            if (head == null || !head.name().equals(revision.value())) {
                throw new CheckoutException("Cannot check out " + revision + ": HEAD is " + head);
            }
        } catch (IOException | LargeObjectException | InvalidPathException e) {
            throw new CheckoutException("Cannot check out " + revision + " from " + mirror + ": " + said(e), e);
        }
    }

    @Override
    public void advance(Path mirror, Revision from, Revision to, Path worktree) {
        try (Repository repository = worktree(worktree);
                RevWalk walk = new RevWalk(repository)) {
            DirCache index = repository.lockDirCache();
            try {
                DirCacheCheckout checkout = new DirCacheCheckout(
                        repository,
                        walk.parseCommit(id(from)).getTree(),
                        index,
                        walk.parseCommit(id(to)).getTree());
                checkout.setFailOnConflict(true);
                if (!checkout.checkout()) {
                    throw new CheckoutException(
                            "Cannot advance " + worktree + " to " + to + ": left to do: " + checkout.getToBeDeleted());
                }
            } finally {
                index.unlock();
            }
        } catch (IOException | LargeObjectException | InvalidPathException e) {
            throw new CheckoutException("Cannot advance to " + to + " from " + mirror + ": " + said(e), e);
        }
    }

    private static Repository worktree(Path into) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(into.resolve(".git").toFile())
                .setWorkTree(into.toFile())
                .setup()
                .build();
    }

    private static Repository open(Path mirror) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(mirror.toFile())
                .setBare()
                .setup()
                .build();
    }

    private static ObjectId id(Revision revision) {
        return ObjectId.fromString(revision.value());
    }
}
