package dev.sitemend.trigger.api;

import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.access.Callers;
import dev.sitemend.trigger.access.Credentials;
import dev.sitemend.trigger.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out who calls: a request without credentials is anonymous, one with wrong credentials is refused. What a caller
 * may do is said where it is done, by {@link Caller#require}.
 */
final class CallerFilter extends OncePerRequestFilter {
    static final String ATTRIBUTE = Caller.class.getName();

    private final Callers callers;
    private final HandlerExceptionResolver problems;

    CallerFilter(Callers callers, HandlerExceptionResolver problems) {
        this.callers = callers;
        this.problems = problems;
    }

    /** Git and webhooks have their own ways to say who they are. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/git/") || path.startsWith("/hooks/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = caller(request.getHeader(HttpHeaders.AUTHORIZATION));
        } catch (RuntimeException e) {
            problems.resolveException(request, response, null, e);
            return;
        }

        request.setAttribute(ATTRIBUTE, caller);
        chain.doFilter(request, response);
    }

    private Caller caller(@Nullable String authorization) {
        if (authorization == null) {
            return Caller.ANONYMOUS;
        }

        Optional<String> token = Credentials.token(authorization);
        return token.flatMap(callers::holding)
                .orElseThrow(() -> Problem.UNAUTHENTICATED.because(
                        "This token is not known, has expired, or was revoked. Make one by 'sitemend token create'."));
    }
}
