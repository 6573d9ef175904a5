package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * C git: faster than any other on big histories, and it knows every transport. But a program costs some 6 ms to start,
 * and a fetch starts five of them: so small reads, and what is new at Sitemend's own Git server, are JGit's, in this
 * process.
 */
final class CommandLineGit implements Git {
    // A first clone of a big repository over a slow line; what hangs shows earlier, by http.lowSpeedTime.
    private static final Duration NETWORK = Duration.ofMinutes(30);
    private static final Duration LOCAL = Duration.ofMinutes(10);

    private final GitProcesses processes;
    private final EmbeddedGit embedded;
    private final Predicate<Address> own;

    /** @param own tells the addresses of Sitemend's own Git server: no proxy and no helper stands before it */
    CommandLineGit(GitProcesses processes, EmbeddedGit embedded, Predicate<Address> own) {
        this.processes = processes;
        this.embedded = embedded;
        this.own = own;
    }

    @Override
    public void create(Path mirror) throws InterruptedException {
        must(
                processes.run(LOCAL, Map.of(), List.of("init", "--quiet", "--bare", "--", mirror.toString())),
                "create",
                mirror);
    }

    @Override
    public Fetch fetch(Path mirror, Address address, BranchName branch) throws InterruptedException {
        // A first fetch may be big; and what goes wrong is told in C git's words.
        if (own.test(address)
                && embedded.keeps(mirror, branch)
                && embedded.fetch(mirror, address, branch) instanceof Fetch.Head head) {
            return tidied(mirror, head);
        }

        String refspec = "+" + branch.ref() + ":" + Git.ref(branch);
        Answer fetch = processes.run(
                NETWORK,
                credentials(address),
                on(mirror, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", address.url(), refspec));
        if (fetch.status() != 0) {
            boolean absent = fetch.errors().contains("couldn't find remote ref");
            return absent ? new Fetch.NoBranch() : trouble(mirror, address, fetch);
        }
        return tidied(mirror, new Fetch.Head(embedded.kept(mirror, branch)));
    }

    private Fetch tidied(Path mirror, Fetch.Head head) throws InterruptedException {
        if (MirrorSize.of(mirror) == MirrorSize.SCATTERED) {
            processes.run(LOCAL, Map.of(), on(mirror, "gc", "--quiet"));
        }
        return head;
    }

    private Fetch trouble(Path mirror, Address address, Answer answer) throws InterruptedException {
        // Of a damaged configuration Git speaks in many ways; who can not even list branches is damaged.
        boolean lists =
                processes.run(LOCAL, Map.of(), on(mirror, "for-each-ref")).status() == 0;
        if (!lists || RefusalReason.isMirror(answer.errors())) {
            throw new CheckoutException("Cannot use the mirror " + mirror + ": " + answer.errors());
        }
        return RefusalReason.read(address, answer.errors());
    }

    private static Map<String, String> credentials(Address address) {
        Credentials secret = address.secret();
        return secret == null || !address.isHttp()
                ? Map.of()
                : Map.of(
                        "SITEMEND_GIT_ORIGIN", address.origin(),
                        "SITEMEND_GIT_USER", secret.user(),
                        "SITEMEND_GIT_PASSWORD", secret.password());
    }

    @Override
    public boolean isAncestor(Path mirror, Revision ancestor, Revision descendant) {
        return embedded.isAncestor(mirror, ancestor, descendant);
    }

    @Override
    public SourceChanges changes(Path mirror, Revision from, Revision to) {
        return embedded.changes(mirror, from, to);
    }

    @Override
    public Instant commitTime(Path mirror, Revision revision) {
        return embedded.commitTime(mirror, revision);
    }

    @Override
    public void checkOut(Path mirror, Revision revision, Path into) throws InterruptedException {
        Map<String, String> worktree = of(into);
        must(
                processes.run(LOCAL, worktree, List.of("reset", "--quiet", "--hard", revision.value(), "--")),
                "check out " + revision + " from",
                mirror);

        Answer head = processes.run(LOCAL, worktree, List.of("rev-parse", "HEAD"));
        Answer differs = processes.run(LOCAL, worktree, List.of("diff-index", "--quiet", "HEAD", "--"));
        if (!head.text().strip().equals(revision.value()) || differs.status() != 0) {
            throw new CheckoutException("Cannot check out " + revision + " to " + into + ": the files are those of "
                    + head.text().strip() + (differs.status() == 0 ? "" : ", and changed"));
        }
    }

    @Override
    public void advance(Path mirror, Revision from, Revision to, Path worktree) throws InterruptedException {
        // Two trees: what is the same in both is not even looked at on disk.
        must(
                processes.run(LOCAL, of(worktree), List.of("read-tree", "-u", "--reset", from.value(), to.value())),
                "advance to " + to + " from",
                mirror);
    }

    private static Map<String, String> of(Path worktree) {
        return Map.of("GIT_DIR", worktree.resolve(".git").toString(), "GIT_WORK_TREE", worktree.toString());
    }

    private static List<String> on(Path mirror, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--git-dir=" + mirror));
        all.addAll(List.of(arguments));
        return all;
    }

    private static void must(Answer answer, String verb, Path mirror) {
        if (answer.status() != 0) {
            throw new CheckoutException(
                    "Cannot " + verb + " " + mirror + ": " + answer.errors().strip());
        }
    }

    /** What a command said. Paths are UTF-8 in Git by custom, not by law; what is not gets a replacement character. */
    record Answer(int status, String text, String errors) {}
}
