package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.retention.RetentionPolicy;
import dev.sitemend.store.retention.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of every object of a site whether it goes. A pure function of what was read: whatever goes by what was true once
 * may go for ever, because nothing can come to need it again.
 */
final class Judge {
    /** Claims are counted from the highest number, and people look back a little. */
    private static final int NEWEST_BUILDS = 100;

    private final SiteSurvey survey;
    private final Set<BuildNumber> collected;
    private final Later later;
    private final RetentionPolicy policy;
    private final Terms terms;
    private final Instant now;
    private final CollectionRules rules;
    private final Set<BuildNumber> needed;
    private final Instant allOpenSince;
    private final List<Garbage> goes = new ArrayList<>();
    private final List<Spared> stays = new ArrayList<>();

    private Judge(
            SiteSurvey survey,
            Set<BuildNumber> collectedNow,
            Later later,
            RetentionPolicy policy,
            Terms terms,
            Instant now,
            CollectionRules rules) {
        this.survey = survey;
        this.collected = new HashSet<>(collectedNow);
        survey.channels()
                .values()
                .forEach(channel -> collected.addAll(channel.log().collected()));
        this.later = later;
        this.policy = policy;
        this.terms = terms;
        this.now = now;
        this.rules = rules;
        List<Pin> pins = new ArrayList<>(survey.pins());
        pins.addAll(later.pins());
        this.needed = rules.hold(CollectionRule.SPARE_OPEN_BUILDS) ? survey.needed(pins) : Set.of();
        this.allOpenSince = survey.open()
                .flatMap(build -> Stream.ofNullable(build.claim()))
                .map(StoredObject::modifiedAt)
                .filter(now::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    /**
     * Judges.
     *
     * @param collectedNow what was said to be collected since the survey
     * @param later what came since the survey, read after that was said
     * @param now by the store's clock, read before the survey
     */
    static Sweep judge(
            SiteSurvey survey,
            Set<BuildNumber> collectedNow,
            Later later,
            RetentionPolicy policy,
            Terms terms,
            Instant now,
            CollectionRules rules) {
        Judge judge = new Judge(survey, collectedNow, later, policy, terms, now, rules);
        Set<BuildNumber> sealed = judge.caches();
        judge.logs();
        judge.journal();
        judge.packs(sealed);
        survey.rest().others().forEach(object -> judge.stays.add(new Spared(Kind.OTHER, object, Why.UNKNOWN)));
        judge.goes.sort(Comparator.comparing(Garbage::kind));
        return new Sweep(judge.goes, judge.stays);
    }

    /** A builder refreshes from the cache of its channel's newest success only, as it is after its claim. */
    private Set<BuildNumber> caches() {
        Map<ChannelId, BuildNumber> newest = survey.newestSuccesses();
        Map<ObjectKey, SurveyedBuild> byKey = new HashMap<>();
        for (SurveyedBuild build : survey.builds().values()) {
            build.channel().ifPresent(channel -> byKey.put(Keys.cache(channel, build.number()), build));
        }

        Set<BuildNumber> sealed = new TreeSet<>(needed);
        for (StoredObject seal : survey.rest().caches()) {
            SurveyedBuild build = byKey.get(seal.key());
            if (build == null) {
                // Of a build that was claimed since the survey, or of none.
                judged(Kind.CACHE, seal, isOld(seal) ? null : Why.YOUNG);
            } else if (build.isOpen() || needed.contains(build.number())) {
                judged(Kind.CACHE, seal, Why.OPEN_BUILD);
            } else if (newest.containsValue(build.number()) && !collected.contains(build.number())) {
                sealed.add(build.number());
                judged(Kind.CACHE, seal, Why.NEXT_BASE);
            } else {
                judged(Kind.CACHE, seal, null);
            }
        }
        return sealed;
    }

    private void logs() {
        Set<BuildNumber> newestAnswers = survey.newestAnswers();
        for (SurveyedBuild build : survey.builds().values()) {
            StoredObject log = build.log();
            if (log == null) {
                continue;
            }

            Why why = null;
            if (build.isOpen()) {
                why = Why.OPEN_BUILD;
            } else if (isReadable(build)) {
                why = Why.OF_KEPT_PAGES;
            } else if (newestAnswers.contains(build.number())) {
                why = Why.NEWEST_ANSWER;
            } else if (log.modifiedAt().isAfter(now.minus(policy.logsFor()))) {
                why = Why.YOUNG;
            }
            judged(Kind.LOG, log, why);
        }
    }

    private void journal() {
        Instant oldest = now.minus(policy.journalFor());
        Set<BuildNumber> healed = heals(oldest);
        Set<BuildNumber> answers = survey.newestAnswers();
        Set<BuildNumber> successes = new TreeSet<>(survey.newestSuccesses().values());
        Set<BuildNumber> newest = new TreeSet<>(
                survey.builds().descendingKeySet().stream().limit(NEWEST_BUILDS).toList());
        for (SurveyedBuild build : survey.builds().values()) {
            BuildNumber number = build.number();
            Why why = null;
            if (build.isOpen()) {
                why = Why.OPEN_BUILD;
            } else if (isReadable(build)) {
                why = Why.OF_KEPT_PAGES;
            } else if (answers.contains(number) || successes.contains(number)) {
                why = Why.NEWEST_ANSWER;
            } else if (newest.contains(number)) {
                why = Why.NEWEST_NUMBERS;
            } else if (healed.contains(number)) {
                why = Why.OF_A_HEAL;
            } else if (needed.contains(number)) {
                why = Why.OPEN_BUILD;
            } else if (closedAfter(build, oldest)) {
                why = Why.YOUNG;
            }
            judged(Kind.CLAIM, build.claim(), why);
            judged(Kind.REPORT, build.report(), why);
        }
    }

    private static boolean closedAfter(SurveyedBuild build, Instant oldest) {
        StoredObject last = build.report() != null ? build.report() : build.claim();
        return last != null && last.modifiedAt().isAfter(oldest);
    }

    /**
     * Attempts are counted without gaps, so the marks of one content go together. Returns the builds that are named by
     * marks that stay.
     */
    private Set<BuildNumber> heals(Instant oldest) {
        Set<BuildNumber> named = new TreeSet<>();
        survey.rest().heals().forEach((folder, marks) -> {
            boolean old = marks.stream().noneMatch(mark -> mark.modifiedAt().isAfter(oldest));
            // The highest attempt first: what is left has no gaps.
            marks.reversed().forEach(mark -> judged(Kind.HEAL_MARK, mark, old ? null : Why.YOUNG));
            if (!old) {
                named.addAll(survey.healed().getOrDefault(folder, Set.of()));
            }
        });
        return named;
    }

    private void packs(Set<BuildNumber> sealed) {
        Set<ObjectKey> live = new HashSet<>();
        Set<ObjectKey> open = new HashSet<>();
        for (SurveyedBuild build : survey.builds().values()) {
            if (build.told() instanceof Told.Foreign(var _, var artifact)) {
                addAll(live, artifact.packs());
            } else if (build.told() instanceof Told.Succeeded(var _, var artifact)) {
                if (!collected.contains(build.number())) {
                    addAll(live, artifact.packs());
                } else if (needed.contains(build.number())) {
                    addAll(open, artifact.packs());
                }
            }
        }
        survey.channels().values().forEach(channel -> channel.log().entries().forEach(entry -> published(entry, live)));
        survey.looked().forEach((build, artifact) -> addAll(needed.contains(build) ? open : live, artifact.packs()));
        later.artifacts().forEach(artifact -> addAll(live, artifact.packs()));
        survey.seals().forEach((build, seal) -> {
            if (sealed.contains(build)) {
                addAll(needed.contains(build) ? open : live, seal.packs());
            }
        });

        for (StoredObject pack : survey.rest().packs()) {
            if (live.contains(pack.key())) {
                judged(Kind.PACK, pack, Why.NEEDED);
            } else if (open.contains(pack.key())) {
                judged(Kind.PACK, pack, Why.OPEN_BUILD);
            } else {
                judged(Kind.PACK, pack, isOld(pack) ? null : Why.YOUNG);
            }
        }
    }

    private void published(Generation entry, Set<ObjectKey> live) {
        switch (entry.entry()) {
            case Generation.Promoted(var build, var _, Artifact artifact) -> {
                if (!collected.contains(build)) {
                    addAll(live, artifact.packs());
                }
            }
            case Generation.RolledBack(var build, var _, Artifact artifact, var _) -> {
                if (!collected.contains(build)) {
                    addAll(live, artifact.packs());
                }
            }
            case Generation.Locked _, Generation.Unlocked _, Generation.Retired _, Generation.Collected _ -> {
                // Names no packs.
            }
        }
    }

    /** Whether no build can be about to name it: it is older than every claim that is open, and than this look. */
    private boolean isOld(StoredObject object) {
        return !rules.hold(CollectionRule.SPARE_THE_YOUNG)
                || object.modifiedAt().plus(terms.grace()).isBefore(allOpenSince);
    }

    private boolean isReadable(SurveyedBuild build) {
        return switch (build.told()) {
            case Told.Succeeded _ -> !collected.contains(build.number());
            case Told.Foreign _ -> true;
            case Told.Open _, Told.Answered _, Told.Abandoned _, Told.Collected _, Told.Nothing _ -> false;
        };
    }

    private void addAll(Set<ObjectKey> keys, Collection<PackReference> packs) {
        packs.forEach(pack -> keys.add(Keys.pack(survey.settings().site(), pack.digest())));
    }

    /** @param why it stays; absent if it goes */
    private void judged(Kind kind, @Nullable StoredObject object, @Nullable Why why) {
        if (object == null) {
            return;
        }
        if (why == null) {
            goes.add(new Garbage(kind, object));
        } else {
            stays.add(new Spared(kind, object, why));
        }
    }
}
