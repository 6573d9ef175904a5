package dev.sitemend.publisher.serving;

/** Where a request goes once its host name is understood. */
sealed interface Destination {
    /** To what is served there. */
    record Served(Publication publication, Audience audience) implements Destination {}

    /** Nowhere, for a reason that the visitor can understand. */
    record Nowhere(String title, String explanation) implements Destination {}

    /** The publisher itself was addressed. */
    record Publisher() implements Destination {}

    /** For whom a publication is, which decides about caches and search engines. */
    enum Audience {
        EVERYONE,
        /** A branch's preview: nothing for a search engine. */
        PREVIEW,
        /** A build by its number: never changes, and nothing for a search engine either. */
        BUILD
    }
}
