package dev.sitemend.contracts.event;

/** Something that travels on a topic. */
public sealed interface Event
        permits SiteEvent, RequestEvent, DeadLetterEvent, BuildEvent, LogEvent, PublishEvent, PromotionEvent {
    /** The record's key: what is ordered among itself. */
    String key();
}
