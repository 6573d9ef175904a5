package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import java.util.Map;
import java.util.Optional;

/** Asks a repository, wherever it lives, for its branches. */
@FunctionalInterface
public interface RemoteRepositories {
    /** Asks now; returns within seconds, whatever the host does. */
    Answer ask(SiteSettings site);

    /** What came of it. */
    sealed interface Answer {}

    /**
     * The host answered.
     *
     * @param heads the newest revision of each branch; branches that can not be published are left out
     * @param main what a clone would check out; empty in an empty repository
     */
    record Branches(Map<BranchName, Revision> heads, Optional<BranchName> main) implements Answer {
        public Branches {
            heads = Map.copyOf(heads);
        }
    }

    /** The host answered, and says no: no such repository, or no access. Asking again does not help. */
    record Refused(String message) implements Answer {}

    /** The host did not answer, or not sensibly. */
    record Unreachable(String message) implements Answer {}
}
