package dev.sitemend.contracts.vocabulary;

/** Why a build was asked for. */
public enum Cause {
    PUSH,
    FORCED,
    HEAL,
    AUDIT,
    REPLAY,
    RECONCILE,
    SCHEDULE
}
