package dev.sitemend.trigger.console;

import dev.sitemend.trigger.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param title begins with what matters, for the browser's tab
 * @param address of the page, path and query, for the way back from logging in
 * @param formToken what each form sends along
 * @param openLetters dead letters that the caller may read and nobody has dealt with
 * @param follows the stream that tells when the page is out of date; absent where nothing changes by itself
 * @param notice what became of the caller's own deed; absent without one
 */
record Frame(
        String title,
        Section section,
        String address,
        Caller caller,
        String formToken,
        long openLetters,
        Instant now,
        @Nullable String follows,
        @Nullable Notice notice) {
    /** What the head of the page marks as the place where one is. */
    enum Section {
        SITES,
        DEAD_LETTERS,
        LAG,
        EVENTS,
        NONE
    }

    /** What became of one's own deed. */
    record Notice(String heading, String text) {}

    /** Who looks, for people. */
    String who() {
        return caller.role() == null ? "nobody" : caller.name() + ", " + Words.word(caller.role());
    }
}
