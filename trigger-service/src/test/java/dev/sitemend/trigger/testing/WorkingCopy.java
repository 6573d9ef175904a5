package dev.sitemend.trigger.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository in which a test commits, and from which it pushes. */
public final class WorkingCopy {
    private final Path folder;
    private final RunningTrigger trigger;

    public WorkingCopy(Path folder, RunningTrigger trigger) {
        this.folder = folder;
        this.trigger = trigger;
    }

    public Path folder() {
        return folder;
    }

    /** Commits a file with this content; returns the commit's name. */
    public String commit(String file, String content, String message) throws Exception {
        if (!Files.exists(folder.resolve(".git"))) {
            git("init", "-q").orFail();
        }

        Files.writeString(folder.resolve(file), content);
        git("add", "-A").orFail();
        git("commit", "-q", "-m", message).orFail();
        return git("rev-parse", "HEAD").orFail().output().strip();
    }

    /** Pushes as the administrator: options first, then what. */
    public GitRun push(String site, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        int options = 0;
        while (options < all.size() && all.get(options).startsWith("-")) {
            options += all.get(options).equals("-o") ? 2 : 1;
        }
        all.add(options, trigger.pushAddress(site));
        all.addFirst("push");
        return git(all.toArray(String[]::new));
    }

    public GitRun git(String... arguments) throws Exception {
        return GitRun.git(folder, arguments);
    }
}
