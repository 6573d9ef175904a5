package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.trigger.polling.RemoteState;
import dev.sitemend.trigger.polling.RemoteStates;
import dev.sitemend.trigger.status.channel.ChannelState;
import dev.sitemend.trigger.status.channel.State;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Says of a channel that its Git host refuses or does not answer, where nothing more urgent is said of it. */
final class HostTrouble {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final RemoteStates remotes;

    HostTrouble(RemoteStates remotes) {
        this.remotes = remotes;
    }

    ChannelState over(ChannelState state, SiteSettings site) {
        Optional<RemoteState.Trouble> trouble = remotes.of(site.site())
                .flatMap(remote -> Optional.ofNullable(remote.trouble()))
                .filter(_ -> state.state() == State.CURRENT || state.state() == State.BEHIND);
        return trouble.map(found -> said(state, site, found)).orElse(state);
    }

    private static ChannelState said(ChannelState state, SiteSettings site, RemoteState.Trouble trouble) {
        String since = TIME.format(trouble.since());
        if (trouble.needsAPerson()) {
            return new ChannelState(
                    State.BEHIND,
                    "The Git host refuses since " + since + ": " + trouble.message() + ". What is live stays.",
                    "Mend the address or the password: sitemend site set " + site.site()
                            + " --repository URL --secret repository-password=TOKEN");
        }

        return new ChannelState(
                state.state(),
                state.why() + " The Git host is out of reach since " + since + " (" + trouble.message()
                        + "): there may be newer commits.",
                state.next());
    }
}
