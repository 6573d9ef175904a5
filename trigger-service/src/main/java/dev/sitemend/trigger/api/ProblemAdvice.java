package dev.sitemend.trigger.api;

import dev.sitemend.contracts.json.MalformedDocumentException;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The one place where an exception becomes an answer. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ProblemException refusal) {
        return answer(refusal.problem(), message(refusal));
    }

    /** Ids and branch names validate themselves; what they say is meant for the caller. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(IllegalArgumentException invalid) {
        return answer(Problem.INVALID, message(invalid));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getMostSpecificCause();
        return answer(Problem.INVALID, "Cannot read the body of the request: " + firstLine(message(cause)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mistyped(TypeMismatchException mistyped) {
        return answer(
                Problem.INVALID,
                "Cannot use '" + mistyped.getValue() + "' as " + mistyped.getPropertyName() + ": "
                        + firstLine(message(mistyped)));
    }

    @ExceptionHandler({EventsUnavailableException.class, StoreUnavailableException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException unavailable) {
        LOG.warn("A request was refused for now: {}", unavailable.getMessage());
        return answer(Problem.UNAVAILABLE, message(unavailable));
    }

    /** The client went away; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {}

    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception other, HttpServletRequest request) {
        if (other instanceof ErrorResponse known) {
            return ResponseEntity.status(known.getStatusCode())
                    .headers(known.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(known.getBody());
        }

        LOG.error("Cannot answer {} {}", request.getMethod(), request.getRequestURI(), other);
        ProblemDetail body = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                other instanceof MalformedDocumentException
                        ? "A stored document is damaged; the log names it."
                        : "A fault of Sitemend; the log of the trigger service has it.");
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** The answer for a problem, for those who answer outside of a controller, too. */
    static ResponseEntity<ProblemDetail> answer(Problem problem, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(problem.status()), detail);
        body.setType(problem.type());
        body.setTitle(problem.title());
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem == Problem.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem == Problem.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"sitemend\"");
        }
        return answer.body(body);
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElseGet(thrown.getMessage(), thrown::toString);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
