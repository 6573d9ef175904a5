package dev.sitemend.trigger.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks once more before visitors get something else, and for the reason.
 *
 * @param text what visitors will get
 * @param seen the newest generation of the page on which this was decided
 * @param choices the builds that can be rolled back to; empty where nothing is to be chosen
 * @param reasonNeeded whether the deed needs a reason
 * @param endAsked whether the deed can end by itself
 * @param refusal why it was not done; absent at first
 */
record ConfirmPage(
        Frame frame,
        String site,
        String branch,
        String heading,
        String text,
        String action,
        String back,
        long seen,
        List<Choice> choices,
        boolean reasonNeeded,
        boolean endAsked,
        String button,
        String weight,
        @Nullable String refusal) {
    record Choice(long build, String words) {}
}
