package dev.sitemend.trigger.console;

import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.access.Sessions;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.status.DeadLetterRows;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what is around every page. */
final class Frames {
    // Beyond this the number in the head says nothing more to anybody.
    private static final int COUNTED_LETTERS = 1_000;

    /** By what an action's redirect names, so that no address can put words on a page. */
    private static final Map<String, Frame.Notice> NOTICES = Map.of(
            "refresh",
            new Frame.Notice("A build is asked for.", "The next free builder takes it."),
            "rebuild",
            new Frame.Notice("A clean rebuild is asked for.", "The next free builder takes it."),
            "rollback",
            new Frame.Notice(
                    "Rolled back.", "Visitors get the chosen build. Publishing is locked until you unlock it."),
            "lock",
            new Frame.Notice("Publishing is locked.", "Builds go on, and wait."),
            "unlock",
            new Frame.Notice("Publishing goes on.", "The newest success goes live at once."),
            "waiting",
            new Frame.Notice(
                    "The publisher has not answered yet.",
                    "What you asked for is kept, and carried out when it is back. This page shows it then."),
            "retry",
            new Frame.Notice("A clean rebuild is asked for in its place.", "The next free builder takes it."),
            "discard",
            new Frame.Notice("Discarded.", "Nothing more becomes of it. It stays listed with your name."));

    private final ReadAccess access;
    private final DeadLetterRows letters;
    private final Clock clock;

    Frames(ReadAccess access, DeadLetterRows letters, Clock clock) {
        this.access = access;
        this.letters = letters;
        this.clock = clock;
    }

    /** A page that stays as it is. */
    Frame still(HttpServletRequest request, Caller caller, Frame.Section section, String title) {
        return frame(request, caller, section, title, null);
    }

    /** A page that follows all events. */
    Frame following(HttpServletRequest request, Caller caller, Frame.Section section, String title) {
        return frame(request, caller, section, title, "/api/v1/events");
    }

    /** A page that follows the events of one site. */
    Frame followingSite(HttpServletRequest request, Caller caller, String title, String site) {
        return frame(request, caller, Frame.Section.SITES, title, "/api/v1/events?site=" + Words.segment(site));
    }

    private Frame frame(
            HttpServletRequest request, Caller caller, Frame.Section section, String title, @Nullable String follows) {
        String done = request.getParameter("done");
        return new Frame(
                title,
                section,
                address(request),
                caller,
                formToken(request),
                openLetters(caller),
                clock.instant(),
                follows,
                done == null ? null : NOTICES.get(done));
    }

    /** What a form was sent to is no page to come back to. */
    private static String address(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return "/";
        }
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    private long openLetters(Caller caller) {
        return letters.newest(COUNTED_LETTERS).stream()
                .filter(letter -> letter.resolution() == null && access.isFor(caller, letter))
                .count();
    }

    private static String formToken(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(Sessions.COOKIE)) {
                    return Sessions.formToken(cookie.getValue());
                }
            }
        }
        return "";
    }
}
