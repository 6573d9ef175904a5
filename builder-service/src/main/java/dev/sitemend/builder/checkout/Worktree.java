package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code .git} of a checkout: it borrows the mirror's objects and owns nothing but an index. */
final class Worktree {
    // Highest of all attributes: whatever the repository says, no program filters a file on its way out.
    private static final String NO_FILTERS = "* -filter\n";

    private Worktree() {}

    static void create(Path mirror, Revision revision, Path into) throws IOException {
        Path git = into.resolve(".git");
        Files.createDirectories(git.resolve("objects/info"));
        Files.createDirectories(git.resolve("refs/heads"));
        Files.createDirectories(git.resolve("info"));
        Files.writeString(git.resolve("objects/info/alternates"), mirror.resolve("objects") + "\n");
        Files.writeString(git.resolve("info/attributes"), NO_FILTERS);
        Files.writeString(git.resolve("config"), configuration(revision));
        head(revision, into);
    }

    /** Detached: a generator that commits moves no branch, and there is nowhere to push to. */
    static void head(Revision revision, Path into) throws IOException {
        Files.writeString(into.resolve(".git/HEAD"), revision + "\n");
    }

    private static String configuration(Revision revision) {
        boolean sha256 = revision.value().length() == 64;
        return "[core]\n\trepositoryformatversion = " + (sha256 ? 1 : 0)
                + "\n\tbare = false\n\tfilemode = true\n\thooksPath = /dev/null\n"
                + (sha256 ? "[extensions]\n\tobjectformat = sha256\n" : "")
                + "[gc]\n\tauto = 0\n";
    }
}
