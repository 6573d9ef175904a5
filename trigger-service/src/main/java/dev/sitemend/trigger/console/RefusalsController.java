package dev.sitemend.trigger.console;

import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Refusals as pages, for what people looked at in a browser. What is not expected stays with the API's advice. */
@ControllerAdvice(basePackageClasses = RefusalsController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalsController {
    private final Frames frames;
    private final Pages pages;

    RefusalsController(Frames frames, Pages pages) {
        this.frames = frames;
        this.pages = pages;
    }

    /** @param login whether logging in may help */
    record RefusalPage(Frame frame, String heading, String text, boolean login) {}

    @ExceptionHandler
    ResponseEntity<String> refused(ProblemException refusal, HttpServletRequest request, Caller caller) {
        return page(refusal.problem(), message(refusal), request, caller);
    }

    /** Names validate themselves; what they say is meant for who typed them. */
    @ExceptionHandler({
        IllegalArgumentException.class,
        TypeMismatchException.class,
        MissingServletRequestParameterException.class
    })
    ResponseEntity<String> invalid(Exception invalid, HttpServletRequest request, Caller caller) {
        return page(Problem.INVALID, message(invalid), request, caller);
    }

    @ExceptionHandler({EventsUnavailableException.class, StoreUnavailableException.class})
    ResponseEntity<String> unavailable(RuntimeException unavailable, HttpServletRequest request, Caller caller) {
        return page(Problem.UNAVAILABLE, message(unavailable), request, caller);
    }

    private ResponseEntity<String> page(Problem problem, String text, HttpServletRequest request, Caller caller) {
        Frame frame = frames.still(request, caller, Frame.Section.NONE, problem.title());
        boolean login = problem == Problem.UNAUTHENTICATED;
        return pages.page(
                HttpStatusCode.valueOf(problem.status()),
                "refusal",
                new RefusalPage(
                        frame, problem.title() + ".", login ? "Log in with a token that may do this." : text, login));
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElseGet(thrown.getMessage(), thrown::toString);
    }
}
