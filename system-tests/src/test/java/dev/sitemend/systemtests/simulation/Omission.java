package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.record.Rule;
import dev.sitemend.store.collection.CollectionRule;
import java.util.Optional;

/** A rule of the protocol that a run of the simulation leaves out, by its number in the design. */
enum Omission {
    NONE,
    R1_THE_EVENT_BEFORE_THE_ACKNOWLEDGEMENT,
    R2_BUILD_THE_HEAD(Rule.BUILD_THE_HEAD),
    R3_WAIT_FOR_THE_LIVING(Rule.WAIT_FOR_THE_LIVING),
    R3_CLOSE_THE_SILENT(Rule.CLOSE_THE_SILENT),
    R3_ACCEPT_WHAT_IT_ANSWERS(Rule.ACCEPT_WHAT_IT_ANSWERS),
    R3_SEND_EVENTS_AGAIN(Rule.SEND_EVENTS_AGAIN),
    R4_END_OFFSET_BEFORE_FETCH,
    R4_CLAIM_BEFORE_FETCH,
    R4_CLOSE_LOWER_CLAIMS(Rule.CLOSE_LOWER_CLAIMS),
    R5_HEAD_CONTAINS_REQUEST(Rule.HEAD_CONTAINS_REQUEST),
    R5_HEAD_NOT_BEHIND(Rule.HEAD_NOT_BEHIND),
    R6_ACCEPT_THE_RACE(Rule.ACCEPT_THE_RACE),
    R7_ACKNOWLEDGE_LAST,
    R7_PACKS_BEFORE_REPORT,
    R8_COVER_BELOW_END(Rule.COVER_BELOW_END),
    R8_COVER_WHAT_IT_CONTAINS(Rule.COVER_WHAT_IT_CONTAINS),
    R9_COVER_CLEAN_BY_CLEAN(Rule.COVER_CLEAN_BY_CLEAN),
    R10_ONE_AT_A_TIME(Rule.ONE_AT_A_TIME),
    R11_HEAL_REFRESHES_ONLY(Rule.HEAL_REFRESHES_ONLY),
    R11_HEAL_ONCE(Rule.HEAL_ONCE),
    R12_COMMIT_AFTER_PRODUCING,
    R13_ABOVE_THE_HIGHEST_EVER,
    R14_LOCKS_ARE_IN_THE_LOG,
    R14_UNLOCKING_OFFERS_AGAIN,
    R15_ANNOUNCE_AGAIN,
    R16_SAY_IT_FIRST(CollectionRule.SAY_IT_FIRST),
    R16_SPARE_THE_YOUNG(CollectionRule.SPARE_THE_YOUNG);

    private final Optional<Rule> builderRule;
    private final Optional<CollectionRule> collectionRule;

    Omission() {
        this.builderRule = Optional.empty();
        this.collectionRule = Optional.empty();
    }

    Omission(Rule builderRule) {
        this.builderRule = Optional.of(builderRule);
        this.collectionRule = Optional.empty();
    }

    Omission(CollectionRule collectionRule) {
        this.builderRule = Optional.empty();
        this.collectionRule = Optional.of(collectionRule);
    }

    Optional<Rule> builderRule() {
        return builderRule;
    }

    Optional<CollectionRule> collectionRule() {
        return collectionRule;
    }
}
