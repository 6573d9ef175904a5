package dev.sitemend.trigger.gitserver;

import dev.sitemend.trigger.gitserver.GitGate.Admitted;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefFilter;
import org.eclipse.jgit.transport.UploadPack;

/** Sets up JGit for each request that the gate has let in. */
final class GitSessions {
    private static final RefFilter PUBLIC_REFS = refs -> refs.entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith(SkippedHeads.HIDDEN))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry<String, Ref>::getValue));

    /** Commands of one push: 3 MiB hold some 20,000 refs. */
    private static final long MAX_COMMAND_BYTES = 3L * 1024 * 1024;

    private final HostedRepositories repositories;
    private final GitServerSettings settings;
    private final PushIntake intake;
    private final PushFollower follower;

    GitSessions(HostedRepositories repositories, GitServerSettings settings, PushIntake intake, PushFollower follower) {
        this.repositories = repositories;
        this.settings = settings;
        this.intake = intake;
        this.follower = follower;
    }

    Repository repository(HttpServletRequest request) {
        return repositories.open(admitted(request).site());
    }

    ReceivePack receiving(HttpServletRequest request, Repository repository) {
        Admitted admitted = admitted(request);
        PushReceiver receiver = new PushReceiver(repository, admitted, intake, follower);
        receiver.setAllowPushOptions(true);
        receiver.setRefFilter(PUBLIC_REFS);
        receiver.setRefLogIdent(new PersonIdent(admitted.caller().name(), "push@sitemend.invalid"));
        receiver.setObjectChecker(checker());
        receiver.setMaxObjectSizeLimit(settings.maxObjectBytes());
        receiver.setMaxPackSizeLimit(settings.maxPackBytes());
        receiver.setMaxCommandBytes(MAX_COMMAND_BYTES);
        receiver.setTimeout(timeoutSeconds());
        receiver.setPreReceiveHook(new PushRules(admitted.site()));
        receiver.setPostReceiveHook((_, _) -> receiver.followToTheEnd());
        return receiver;
    }

    UploadPack sending(HttpServletRequest request, Repository repository) {
        UploadPack sender = new UploadPack(repository);
        sender.setRefFilter(PUBLIC_REFS);
        sender.setTimeout(timeoutSeconds());
        String protocol = request.getHeader("Git-Protocol");
        if (protocol != null) {
            sender.setExtraParameters(Arrays.asList(protocol.split(":")));
        }
        return sender;
    }

    /** Refuses what could harm a checkout, and takes what old tools wrote into histories that are fine otherwise. */
    private static ObjectChecker checker() {
        return new ObjectChecker().setAllowLeadingZeroFileMode(true).setAllowInvalidPersonIdent(true);
    }

    private int timeoutSeconds() {
        return Math.toIntExact(settings.timeout().toSeconds());
    }

    private static Admitted admitted(HttpServletRequest request) {
        return (Admitted) Objects.requireNonNull(
                request.getAttribute(GitGateFilter.ADMITTED), "the gate lets nobody in without saying who");
    }
}
