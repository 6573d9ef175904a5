package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.Fetch;
import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.Pauses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the head to build. Asks again while the host can not be reached, and while it seems to lag. */
final class Heads {
    /** Growing, 60 s together: longer than any forge shows old refs. */
    private static final List<Duration> LAG_PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    private final Repositories repositories;
    private final Remotes remotes;
    private final HeadCheck check;
    private final Pauses pauses;
    private final Backoff backoff;
    private final Rules rules;

    Heads(Repositories repositories, Remotes remotes, HeadCheck check, Pauses pauses, Backoff backoff, Rules rules) {
        this.repositories = repositories;
        this.remotes = remotes;
        this.check = check;
        this.pauses = pauses;
        this.backoff = backoff;
        this.rules = rules;
    }

    /** What is to be built. */
    sealed interface Located {
        /**
         * This commit.
         *
         * @param notes what a writer should know, such as a force-pushed branch
         */
        record At(Revision head, HeadTrust trust, List<String> notes) implements Located {}

        /** The branch does not exist. */
        record Gone(HeadTrust trust) implements Located {}

        /** The host says no. */
        record Refused(String message) implements Located {}
    }

    /**
     * Fetches until there is an answer.
     *
     * @param built what the channel's newest success built
     */
    Located locate(SiteSettings site, Wish wish, Optional<Revision> built, BuildLog log) throws InterruptedException {
        for (int asked = 0; ; asked++) {
            Optional<Revision> head;
            switch (fetch(site, wish.channel().branch(), log)) {
                case Fetch.Head(Revision revision) -> head = Optional.of(revision);
                case Fetch.NoBranch() -> head = Optional.empty();
                case Fetch.Refused(String message) -> {
                    return new Located.Refused(message);
                }
                case Fetch.Unreachable(String message) -> throw new AssertionError(message);
            }

            Optional<String> doubt = check.doubt(
                    head, wish, built, (from, revision) -> repositories.contains(wish.site(), from, revision));
            // A host of our own does not lag: its refs move before anything is asked for.
            boolean patient = !site.isHosted() && asked < LAG_PAUSES.size();
            if (doubt.isEmpty() || !patient) {
                boolean certain = site.isHosted() || doubt.isPresent();
                return located(head, wish, certain ? HeadTrust.AUTHORITATIVE : HeadTrust.CONTAINS_ONLY, doubt);
            }

            Duration pause = LAG_PAUSES.get(asked);
            log.say("The Git host may lag: " + doubt.get() + ", or not shown yet. Asking again in " + pause.toSeconds()
                    + " s");
            pauses.pause(pause);
        }
    }

    private Located located(Optional<Revision> head, Wish wish, HeadTrust trust, Optional<String> note)
            throws InterruptedException {
        if (head.isEmpty()) {
            return new Located.Gone(trust);
        }

        Revision revision = head.get();
        @Nullable Revision wanted = wish.request().revision();
        if (!rules.hold(Rule.BUILD_THE_HEAD)
                && wanted != null
                && repositories.contains(wish.site(), revision, wanted)) {
            revision = wanted;
        }
        return new Located.At(revision, trust, note.map(List::of).orElse(List.of()));
    }

    private Fetch fetch(SiteSettings site, BranchName branch, BuildLog log) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            Fetch fetch = repositories.fetch(remotes.of(site), branch);
            if (!(fetch instanceof Fetch.Unreachable unreachable)) {
                return fetch;
            }

            log.say(unreachable.message() + "; trying again");
            pauses.pause(backoff.after(failures));
        }
    }
}
