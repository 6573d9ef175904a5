package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** Refuses the ref updates that can not be, before any ref moves. */
final class PushRules implements PreReceiveHook {
    private final SiteSettings site;

    PushRules(SiteSettings site) {
        this.site = site;
    }

    @Override
    public void onPreReceive(ReceivePack pack, Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            objection(command).ifPresent(why -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why));
        }
    }

    private Optional<String> objection(ReceiveCommand command) {
        String ref = command.getRefName();
        if (ref.startsWith(SkippedHeads.HIDDEN)) {
            return Optional.of("refs below " + SkippedHeads.HIDDEN + " are Sitemend's own");
        }
        if (!ref.startsWith(Constants.R_HEADS)) {
            return Optional.empty();
        }

        BranchName branch;
        try {
            branch = branch(ref);
        } catch (IllegalArgumentException e) {
            return Optional.of("no branch name that can be published: at most 200 characters, no leading hyphen");
        }

        if (command.getType() == ReceiveCommand.Type.DELETE && branch.equals(site.branch())) {
            return Optional.of(branch + " is published as " + site.site()
                    + "; to take the site down: sitemend site remove " + site.site());
        }

        return Optional.empty();
    }

    static BranchName branch(String ref) {
        return new BranchName(ref.substring(Constants.R_HEADS.length()));
    }
}
