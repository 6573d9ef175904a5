package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A repository that a test writes commits to, with a clock of its own: each commit is a minute younger. */
public final class TestRepository implements AutoCloseable {
    private final Path directory;
    private final Git git;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private TestRepository(Path directory, Git git) {
        this.directory = directory;
        this.git = git;
    }

    public static TestRepository create(Path directory) {
        try {
            Git git = Git.init()
                    .setDirectory(directory.toFile())
                    .setInitialBranch("main")
                    .call();
            git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
            return new TestRepository(directory, git);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    public TestRepository write(String file, String content) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestRepository link(String file, String target) {
        try {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.createSymbolicLink(directory.resolve(file), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestRepository remove(String file) {
        try {
            Files.delete(directory.resolve(file));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Revision commit(String message) {
        try {
            now = now.plusSeconds(60);
            PersonIdent author = new PersonIdent("Ada", "ada@example.org", now, ZoneOffset.UTC);
            git.add().addFilepattern(".").call();
            git.add().addFilepattern(".").setUpdate(true).call();
            RevCommit commit = git.commit()
                    .setMessage(message)
                    .setAuthor(author)
                    .setCommitter(author)
                    .setAllowEmpty(true)
                    .call();
            return new Revision(commit.name());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When the newest commit was made. */
    public Instant now() {
        return now;
    }

    public void branch(String name, Revision at) {
        try {
            git.branchCreate()
                    .setName(name)
                    .setStartPoint(at.value())
                    .setForce(true)
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public void deleteBranch(String name) {
        try {
            git.branchDelete().setBranchNames(name).setForce(true).call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Moves the checked-out branch, as a force-push would. */
    public void resetTo(Revision revision) {
        try {
            git.reset()
                    .setMode(org.eclipse.jgit.api.ResetCommand.ResetType.HARD)
                    .setRef(revision.value())
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All files below a folder but {@code .git}, sorted. */
    public static List<String> files(Path folder) {
        List<String> files = new ArrayList<>();
        try (var walk = Files.walk(folder)) {
            walk.filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.startsWith(".git/"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
