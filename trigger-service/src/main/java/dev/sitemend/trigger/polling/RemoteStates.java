package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.trigger.polling.RemoteState.Trouble;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What reconciliation last saw of each site's repository. */
public final class RemoteStates {
    private final Map<SiteId, RemoteState> states = new ConcurrentHashMap<>();

    /** What is known of this site's repository; empty until it was asked once. */
    public Optional<RemoteState> of(SiteId site) {
        return Optional.ofNullable(states.get(site));
    }

    void answered(SiteId site, Map<BranchName, Revision> heads, Instant at) {
        states.put(site, new RemoteState(heads, at, null));
    }

    /** Returns whether this is news. */
    boolean failed(SiteId site, boolean needsAPerson, String message, Instant at) {
        @Nullable RemoteState before = states.get(site);
        Trouble known = before == null ? null : before.trouble();
        boolean news = known == null || known.needsAPerson() != needsAPerson;
        Instant since = known == null || news ? at : known.since();
        states.put(
                site,
                new RemoteState(
                        before == null ? Map.of() : before.heads(), at, new Trouble(needsAPerson, message, since)));
        return news;
    }

    void forget(SiteId site) {
        states.remove(site);
    }
}
