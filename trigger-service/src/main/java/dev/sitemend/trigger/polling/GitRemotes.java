package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.trigger.gitserver.HostedRepositories;
import dev.sitemend.trigger.site.RemoteRepositories;
import dev.sitemend.trigger.site.SiteRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.LsRemoteCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** Asks by {@code git ls-remote}, or looks into the folder of a site that lives here. */
final class GitRemotes implements RemoteRepositories {
    /** Hosts that know a person by the token alone take any user with it. */
    private static final String ANY_USER = "git";

    private final HostedRepositories hosted;
    private final SecretBox secrets;
    private final Duration timeout;

    GitRemotes(HostedRepositories hosted, SecretBox secrets, Duration timeout) {
        this.hosted = hosted;
        this.secrets = secrets;
        this.timeout = timeout;
    }

    @Override
    public Answer ask(SiteSettings site) {
        return site.repository() == null ? look(site) : ask(site, site.repository());
    }

    private Answer look(SiteSettings site) {
        try (Repository repository = hosted.open(site)) {
            return branches(repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS), Optional.of(site.branch()));
        } catch (IOException e) {
            return new Unreachable("its folder can not be read: " + e.getMessage());
        }
    }

    private Answer ask(SiteSettings site, String url) {
        LsRemoteCommand command =
                Git.lsRemoteRepository().setRemote(url).setTimeout(Math.toIntExact(timeout.toSeconds()));
        try {
            command.setCredentialsProvider(credentials(site, url));
            Map<String, Ref> refs = command.callAsMap();
            Ref head = refs.get(Constants.HEAD);
            return branches(refs.values(), main(head, refs));
        } catch (IllegalArgumentException e) {
            // The password can not be decrypted; the message says so.
            return new Refused(message(e));
        } catch (InvalidRemoteException e) {
            return new Refused("there is no repository at this address");
        } catch (GitAPIException e) {
            return classify(e);
        }
    }

    private @Nullable CredentialsProvider credentials(SiteSettings site, String url) {
        String sealed = site.secrets().get(SiteRegistry.REPOSITORY_PASSWORD);
        if (sealed == null) {
            return null;
        }

        String password = secrets.open(site.site(), SiteRegistry.REPOSITORY_PASSWORD, sealed);
        String user = url.startsWith("/") ? null : URI.create(url).getUserInfo();
        return new UsernamePasswordCredentialsProvider(user == null ? ANY_USER : user, password);
    }

    /** The branch behind {@code HEAD}: named by the host, or else one that has the same commit. */
    private static Optional<BranchName> main(@Nullable Ref head, Map<String, Ref> refs) {
        if (head == null) {
            return Optional.empty();
        }
        if (head.isSymbolic()) {
            return branch(head.getTarget().getName());
        }

        Optional<BranchName> usual = Optional.empty();
        for (Ref ref : refs.values()) {
            if (Objects.equals(ref.getObjectId(), head.getObjectId())) {
                Optional<BranchName> branch = branch(ref.getName());
                if (branch.isPresent() && (usual.isEmpty() || isUsual(branch.get()))) {
                    usual = branch;
                }
            }
        }
        return usual;
    }

    private static boolean isUsual(BranchName branch) {
        return branch.value().equals("main") || branch.value().equals("master");
    }

    private static Branches branches(Collection<Ref> refs, Optional<BranchName> main) {
        Map<BranchName, Revision> heads = new HashMap<>();
        for (Ref ref : refs) {
            ObjectId head = ref.getObjectId();
            if (head != null) {
                branch(ref.getName()).ifPresent(branch -> heads.put(branch, new Revision(head.name())));
            }
        }
        return new Branches(heads, main);
    }

    private static Optional<BranchName> branch(String ref) {
        if (!ref.startsWith(Constants.R_HEADS)) {
            return Optional.empty();
        }

        try {
            return Optional.of(new BranchName(ref.substring(Constants.R_HEADS.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Answer classify(GitAPIException failure) {
        String message = message(failure);
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof NoRemoteRepositoryException || at instanceof NotSupportedException) {
                return new Refused("there is no repository at this address");
            }
        }

        // JGit has no types for these; the words have been the same since its first release.
        if (message.contains("not authorized") || message.contains("Authentication is required")) {
            return new Refused("the user or password is wrong, or missing");
        }
        if (message.contains("not permitted") || message.contains("403")) {
            return new Refused("this user may not read it");
        }
        return new Unreachable(message);
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }
}
