package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.trigger.gitserver.GitGate.Admitted;
import dev.sitemend.trigger.request.Wish;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/**
 * Receives one push. The refs move first, then the event becomes durable, and only then Git's answer is sent: a process
 * that dies in between leaves a moved ref without an event, which reconciliation finds, and never an answered push
 * without either. What becomes of the push is told after the answer.
 */
final class PushReceiver extends ReceivePack {
    private final Admitted admitted;
    private final PushIntake intake;
    private final PushFollower follower;
    private PushOptions options = PushOptions.NONE;
    private PushFollower.@Nullable Follow follow;

    PushReceiver(Repository repository, Admitted admitted, PushIntake intake, PushFollower follower) {
        super(repository);
        this.admitted = admitted;
        this.intake = intake;
        this.follower = follower;
    }

    @Override
    public void receiveWithExceptionPropagation(InputStream in, OutputStream out, @Nullable OutputStream messages)
            throws IOException {
        try {
            super.receiveWithExceptionPropagation(in, out, messages);
        } finally {
            if (follow != null) {
                follow.close();
            }
        }
    }

    @Override
    protected void executeCommands() {
        super.executeCommands();

        List<ReceiveCommand> moved = filterCommands(ReceiveCommand.Result.OK);
        options = PushOptions.of(Objects.requireNonNullElse(getPushOptions(), List.of()));
        Consumer<String> remote = this::tell;
        options.unknown()
                .forEach(option -> remote.accept(
                        "Unknown option '" + option + "' is ignored; known are rebuild, nowait and skip"));

        Map<ChannelId, Wish> wishes =
                intake.wishes(admitted.site(), admitted.caller(), options, getRepository(), moved, remote);
        // Watch first: a build may be done before its request is acknowledged here.
        PushFollower.Follow watching = follower.follow(admitted.site(), wishes);
        follow = watching;
        Map<ChannelId, RequestId> requested = intake.request(wishes, remote);
        watching.only(requested.keySet());
    }

    /** Called after the answer was sent: stays until the push is served, or has failed, or the wait is over. */
    void followToTheEnd() {
        if (follow != null && !options.silent()) {
            follow.tell(this::tellNow);
        }
    }

    private void tell(String line) {
        sendMessage(line);
    }

    private void tellNow(String line) throws IOException {
        sendMessage(line);
        getMessageOutputStream().flush();
    }
}
