package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.artifact.Content;

/** What a publication has to say to a request, before anything is known of ranges, conditions and codings. */
sealed interface Answer {
    /**
     * A file.
     *
     * @param name path in the artifact; its extension decides the content type
     */
    record Page(int status, String name, Content content) implements Answer {}

    /** Look there. {@code location} is encoded. */
    record Redirect(int status, String location) implements Answer {}

    /** Nothing is here, and the site has no page that says so. */
    record Missing() implements Answer {}
}
