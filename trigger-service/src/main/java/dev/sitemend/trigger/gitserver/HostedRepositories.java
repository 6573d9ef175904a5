package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.format.SiteSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.CoreConfig;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The bare repositories of the sites that live here, one folder each. This is the Git to back up. A folder that is
 * missing is made anew, empty; one that is there is never removed.
 */
public final class HostedRepositories {
    private final Path root;

    /** @param root the folder that holds {@code <site>.git} for each site */
    public HostedRepositories(Path root) {
        this.root = root;
    }

    /** The repository of a site that lives here. Close it after use. */
    public synchronized Repository open(SiteSettings site) {
        Path directory = root.resolve(site.site() + ".git");
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setGitDir(directory.toFile())
                    .setBare()
                    .build();
            if (!Files.exists(directory.resolve(Constants.HEAD))) {
                create(repository);
            }
            pointHeadAt(site, repository);
            return repository;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the repository of site " + site.site() + " in " + root, e);
        }
    }

    private static void create(Repository repository) throws IOException {
        repository.create(true);
        StoredConfig config = repository.getConfig();
        // A push that was answered must survive a loss of power.
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncobjectfiles", true);
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncreffiles", true);
        config.setEnum(
                ConfigConstants.CONFIG_CORE_SECTION,
                null,
                ConfigConstants.CONFIG_KEY_LOGALLREFUPDATES,
                CoreConfig.LogRefUpdates.ALWAYS);
        config.save();
    }

    /** So that a clone checks out the production branch. */
    private static void pointHeadAt(SiteSettings site, Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        String wanted = site.branch().ref();
        if (head != null && head.isSymbolic() && head.getTarget().getName().equals(wanted)) {
            return;
        }

        RefUpdate.Result result = repository.updateRef(Constants.HEAD).link(wanted);
        if (result != RefUpdate.Result.FORCED
                && result != RefUpdate.Result.NEW
                && result != RefUpdate.Result.NO_CHANGE) {
            throw new IOException("Cannot point HEAD at " + wanted + ": " + result);
        }
    }
}
