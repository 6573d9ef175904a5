package dev.sitemend.builder.record;

/**
 * The rules of the protocol that are decisions of the builder, by the number that they have in
 * {@code docs/architecture.md}. Those that are an order of writes have no name here: the order is the code.
 */
public enum Rule {
    /** 2: a branch build builds the head that it fetched, not what was asked for. */
    BUILD_THE_HEAD,
    /** 3: an open claim whose builder sends heartbeats is waited for. */
    WAIT_FOR_THE_LIVING,
    /** 3: an open claim without heartbeats is closed. */
    CLOSE_THE_SILENT,
    /** 3: another's report is accepted only for requests that it answers. */
    ACCEPT_WHAT_IT_ANSWERS,
    /** 3: whoever accepts a report sends its events again. */
    SEND_EVENTS_AGAIN,
    /** 4: every lower open claim is closed before anything is fetched. */
    CLOSE_LOWER_CLAIMS,
    /** 5: the head must contain what was asked for. */
    HEAD_CONTAINS_REQUEST,
    /** 5: the head must not be behind what was built last. */
    HEAD_NOT_BEHIND,
    /** 6: a report that another closed is accepted. */
    ACCEPT_THE_RACE,
    /** 8: a build covers requests below its end offset only. */
    COVER_BELOW_END,
    /** 8: a build covers requests only whose revision it contains. */
    COVER_WHAT_IT_CONTAINS,
    /** 9: a heal or a forced rebuild is covered by a clean build only. */
    COVER_CLEAN_BY_CLEAN,
    /** 10: one build per channel at a time. */
    ONE_AT_A_TIME,
    /** 11: only a failed refresh becomes a dead letter. */
    HEAL_REFRESHES_ONLY,
    /** 11: one answered heal per revision and fingerprint. */
    HEAL_ONCE,
    /** 16: after the claim, what was collected meanwhile is not built from. */
    BASE_IS_THERE
}
