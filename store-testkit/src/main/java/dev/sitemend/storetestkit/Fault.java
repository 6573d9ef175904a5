package dev.sitemend.storetestkit;

/** What can go wrong with one request. */
public enum Fault {
    /** 503: nothing happened. */
    UNAVAILABLE,
    /** The write happened, and the answer got lost. A read is answered as unavailable. */
    ANSWER_LOST_AFTER_WRITE,
    /** A read answers as if the newest write to that key had not happened. A write is done as it should. */
    STALE_READ,
    /** Half of the body arrives. A write is done as it should. */
    TORN_BODY
}
