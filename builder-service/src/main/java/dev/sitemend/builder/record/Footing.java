package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.store.build.ChannelBuilds;
import java.util.Optional;
import java.util.Set;

/**
 * What a claimed build stands on, as the store says after its claim.
 *
 * <p>Rule 16: only the channel's newest success may be built from, and only if it is not collected. Whoever collects
 * first says so in the publication log, then looks for claims, and leaves alone what it finds claimed. So either it
 * sees the claim, or the claim's builder sees the log.
 *
 * @param base the cache to refresh from; absent for a clean build
 * @param newest the channel's newest success; absent when there is none, or when the branch was gone since: it may
 *     begin anew
 * @param previous an output whose packs may be used again, and that the new one is compared with
 * @param dropped why the base that was chosen before the claim is not used; absent if it is, or if there was none
 */
public record Footing(
        Optional<CacheSeal> base, Optional<Report> newest, Optional<Artifact> previous, Optional<String> dropped) {
    static Footing of(Optional<CacheSeal> chosen, ChannelBuilds builds, Set<BuildNumber> collected, Rules rules) {
        boolean gone = builds.newestAnswer()
                .map(answer -> answer.outcome() instanceof Outcome.BranchGone)
                .orElse(false);
        Optional<Report> newest = builds.newestSuccess();
        Optional<String> dropped =
                chosen.flatMap(seal -> objection(seal, newest, collected)).filter(_ -> rules.hold(Rule.BASE_IS_THERE));
        return new Footing(
                chosen.filter(_ -> dropped.isEmpty()),
                newest.filter(_ -> !gone),
                newest.filter(success -> !rules.hold(Rule.BASE_IS_THERE) || !collected.contains(success.number()))
                        .flatMap(Footing::artifact),
                dropped);
    }

    private static Optional<String> objection(CacheSeal seal, Optional<Report> newest, Set<BuildNumber> collected) {
        if (collected.contains(seal.number())) {
            return Optional.of("build " + seal.number() + " was collected meanwhile");
        }
        if (newest.isEmpty()) {
            return Optional.of("the store has no report of build " + seal.number() + " any more");
        }

        BuildNumber number = newest.get().number();
        return number.equals(seal.number())
                ? Optional.empty()
                : Optional.of("build " + number + " came after " + seal.number() + " meanwhile");
    }

    private static Optional<Artifact> artifact(Report report) {
        return report.outcome() instanceof Outcome.Succeeded succeeded
                ? Optional.of(succeeded.artifact())
                : Optional.empty();
    }
}
