package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** C git. Faster than any other on big histories, and it knows every transport. */
final class CommandLineGit implements Git {
    // A first clone of a big repository over a slow line; what hangs shows earlier, by http.lowSpeedTime.
    private static final Duration NETWORK = Duration.ofMinutes(30);
    private static final Duration LOCAL = Duration.ofMinutes(10);

    private final GitProcesses processes;

    CommandLineGit(GitProcesses processes) {
        this.processes = processes;
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
        Map<String, String> credentials = credentials(address);
        Answer heads = processes.run(
                NETWORK, credentials, on(mirror, "ls-remote", "--quiet", "--", address.url(), branch.ref()));
        if (heads.status() != 0) {
            return trouble(mirror, address, heads);
        }
        Optional<Revision> head = head(heads.text(), branch);
        if (head.isEmpty()) {
            return new Fetch.NoBranch();
        }
        if (head.equals(kept(mirror, branch))) {
            return new Fetch.Head(head.get());
        }

        String refspec = "+" + branch.ref() + ":" + Git.ref(branch);
        Answer fetch = processes.run(
                NETWORK,
                credentials,
                on(mirror, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", address.url(), refspec));
        if (fetch.status() != 0) {
            // Deleted between the two questions.
            boolean gone = fetch.errors().contains("couldn't find remote ref");
            return gone ? new Fetch.NoBranch() : trouble(mirror, address, fetch);
        }
        processes.run(LOCAL, Map.of(), on(mirror, "-c", "gc.auto=6700", "gc", "--quiet", "--auto"));
        return new Fetch.Head(kept(mirror, branch)
                .orElseThrow(() -> new CheckoutException("Cannot read " + Git.ref(branch) + " in " + mirror)));
    }

    private static Fetch trouble(Path mirror, Address address, Answer answer) {
        if (RefusalReason.isMirror(answer.errors())) {
            throw new CheckoutException("Cannot use the mirror " + mirror + ": " + answer.errors());
        }
        return RefusalReason.read(address, answer.errors());
    }

    private static Optional<Revision> head(String listing, BranchName branch) {
        // The pattern of ls-remote also matches refs/heads/x/refs/heads/<branch>: only the whole name counts.
        return listing.lines()
                .filter(line -> line.endsWith("\t" + branch.ref()))
                .map(line -> new Revision(line.substring(0, line.indexOf('\t'))))
                .findFirst();
    }

    private Optional<Revision> kept(Path mirror, BranchName branch) throws InterruptedException {
        Answer answer = processes.run(
                LOCAL,
                Map.of(),
                on(mirror, "rev-parse", "--quiet", "--verify", "--end-of-options", Git.ref(branch) + "^{commit}"));
        return answer.status() == 0 ? Optional.of(new Revision(answer.text().strip())) : Optional.empty();
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
    public boolean isAncestor(Path mirror, Revision ancestor, Revision descendant) throws InterruptedException {
        Answer known = processes.run(LOCAL, Map.of(), on(mirror, "cat-file", "-e", ancestor.value() + "^{commit}"));
        if (known.status() != 0) {
            return false;
        }
        Answer answer = processes.run(
                LOCAL, Map.of(), on(mirror, "merge-base", "--is-ancestor", ancestor.value(), descendant.value()));
        if (answer.status() == 1) {
            return false;
        }
        must(answer, "read the history of " + descendant + " in", mirror);
        return true;
    }

    @Override
    public SourceChanges changes(Path mirror, Revision from, Revision to) throws InterruptedException {
        Answer answer = processes.run(
                LOCAL,
                Map.of(),
                on(mirror, "diff-tree", "-r", "-z", "--no-renames", "--name-status", from.value(), to.value()));
        must(answer, "compare " + from + " with " + to + " in", mirror);

        SortedSet<String> added = new TreeSet<>();
        SortedSet<String> modified = new TreeSet<>();
        SortedSet<String> removed = new TreeSet<>();
        String[] fields = answer.text().split("\0", -1);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            switch (fields[i]) {
                case "A" -> added.add(fields[i + 1]);
                case "D" -> removed.add(fields[i + 1]);
                default -> modified.add(fields[i + 1]);
            }
        }
        return new SourceChanges(added, modified, removed);
    }

    @Override
    public Instant commitTime(Path mirror, Revision revision) throws InterruptedException {
        Answer answer = processes.run(
                LOCAL,
                Map.of(),
                on(mirror, "log", "-1", "--no-show-signature", "--format=%ct", revision.value(), "--"));
        must(answer, "read the commit " + revision + " in", mirror);
        return Instant.ofEpochSecond(Long.parseLong(answer.text().strip()));
    }

    @Override
    public void checkOut(Path mirror, Revision revision, Path into) throws InterruptedException {
        Map<String, String> worktree =
                Map.of("GIT_DIR", into.resolve(".git").toString(), "GIT_WORK_TREE", into.toString());
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
