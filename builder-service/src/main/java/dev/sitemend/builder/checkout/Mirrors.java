package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bare repository per site. What is damaged is deleted and fetched again, once, before anybody is told. */
final class Mirrors implements Repositories {
    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);

    private final Path directory;
    private final Git git;
    private final Map<SiteId, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<SiteId, Fetched> fetched = new ConcurrentHashMap<>();
    private final Map<SiteId, Compared> compared = new ConcurrentHashMap<>();

    Mirrors(Path directory, Git git) {
        this.directory = directory;
        this.git = git;
    }

    private record Fetched(Remote remote, BranchName branch) {}

    /** A build asks up to three times. In a folder of 50,000 files each answer costs some 10 ms. */
    private record Compared(Revision from, Revision to, SourceChanges changes) {}

    private interface Work<T> {
        T run(Path mirror) throws InterruptedException, IOException;
    }

    @Override
    public Fetch fetch(Remote remote, BranchName branch) throws InterruptedException {
        Optional<Address> address = Address.of(remote);
        if (address.isEmpty()) {
            return new Fetch.Refused(
                    "Cannot fetch '" + remote.url()
                            + "': not an address that the builder fetches from. Use https://, ssh://, git@host:path or a path.");
        }
        try {
            return locked(remote.site(), mirror -> fetchOrRepair(mirror, remote, address.get(), branch));
        } catch (CheckoutException e) {
            return new Fetch.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private Fetch fetchOrRepair(Path mirror, Remote remote, Address address, BranchName branch)
            throws InterruptedException, IOException {
        Fetch answer;
        try {
            createIfMissing(mirror);
            answer = git.fetch(mirror, address, branch);
        } catch (CheckoutException damaged) {
            delete(mirror);
            createIfMissing(mirror);
            answer = git.fetch(mirror, address, branch);
        }
        if (answer instanceof Fetch.Head) {
            fetched.put(remote.site(), new Fetched(remote, branch));
        }
        return answer;
    }

    private void createIfMissing(Path mirror) throws IOException, InterruptedException {
        if (!Files.isRegularFile(mirror.resolve("HEAD"))) {
            delete(mirror);
            Files.createDirectories(mirror);
            git.create(mirror);
        }
    }

    @Override
    public boolean contains(SiteId site, Revision head, Revision revision) throws InterruptedException {
        return head.equals(revision) || repaired(site, mirror -> git.isAncestor(mirror, revision, head));
    }

    @Override
    public SourceChanges changes(SiteId site, Revision from, Revision to) throws InterruptedException {
        return repaired(site, mirror -> compare(site, mirror, from, to));
    }

    private SourceChanges compare(SiteId site, Path mirror, Revision from, Revision to) throws InterruptedException {
        Compared last = compared.get(site);
        if (last != null && last.from().equals(from) && last.to().equals(to)) {
            return last.changes();
        }
        SourceChanges changes = git.changes(mirror, from, to);
        compared.put(site, new Compared(from, to, changes));
        return changes;
    }

    @Override
    public Instant commitTime(SiteId site, Revision revision) throws InterruptedException {
        return repaired(site, mirror -> git.commitTime(mirror, revision));
    }

    @Override
    public CheckedOut checkOut(SiteId site, Revision revision, Optional<Revision> held, Path into)
            throws InterruptedException {
        if (held.isPresent()) {
            try {
                return locked(site, mirror -> advance(site, mirror, held.get(), revision, into));
            } catch (CheckoutException e) {
                LOG.info("Checking out {} of {} anew: {}", revision, site, e.getMessage());
            }
        }
        repaired(site, mirror -> {
            empty(into);
            Worktree.create(mirror, revision, into);
            git.checkOut(mirror, revision, into);
            SourceDates.set(into);
            return into;
        });
        return new CheckedOut.Anew();
    }

    private CheckedOut advance(SiteId site, Path mirror, Revision held, Revision revision, Path into)
            throws InterruptedException, IOException {
        SourceChanges changes = compare(site, mirror, held, revision);
        if (!changes.canBeAppliedAlone()) {
            throw new CheckoutException(
                    "Not only what differs between " + held + " and " + revision + " is to be written");
        }
        git.advance(mirror, held, revision, into);
        SourceDates.set(into, changes.paths());
        Worktree.head(revision, into);
        return new CheckedOut.Advanced(changes);
    }

    @Override
    public Path objects(SiteId site) {
        return mirror(site).resolve("objects");
    }

    private Path mirror(SiteId site) {
        return directory.resolve(site + ".git").toAbsolutePath();
    }

    private <T> T repaired(SiteId site, Work<T> work) throws InterruptedException {
        return locked(site, mirror -> {
            try {
                return work.run(mirror);
            } catch (CheckoutException damaged) {
                Fetched last = fetched.get(site);
                Optional<Address> address = last == null ? Optional.empty() : Address.of(last.remote());
                if (last == null || address.isEmpty()) {
                    throw damaged;
                }
                delete(mirror);
                createIfMissing(mirror);
                git.fetch(mirror, address.get(), last.branch());
                return work.run(mirror);
            }
        });
    }

    private <T> T locked(SiteId site, Work<T> work) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(site, any -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return work.run(mirror(site));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the mirror of " + site + " on disk", e);
        } finally {
            lock.unlock();
        }
    }

    private static void empty(Path directory) throws IOException {
        delete(directory);
        Files.createDirectories(directory);
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
