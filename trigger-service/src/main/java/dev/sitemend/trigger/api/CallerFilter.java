package dev.sitemend.trigger.api;

import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.access.Callers;
import dev.sitemend.trigger.access.Credentials;
import dev.sitemend.trigger.access.Sessions;
import dev.sitemend.trigger.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.WebUtils;

/**
 * Finds out who calls: a request without credentials is anonymous, one with wrong credentials is refused. What a caller
 * may do is said where it is done, by {@link Caller#require}. A browser's session counts for reading, and for what a
 * form of ours sends: another site's page can make a browser send the cookie, but not the form's token.
 */
final class CallerFilter extends OncePerRequestFilter {
    static final String ATTRIBUTE = Caller.class.getName();
    private static final String FORM_TOKEN = "form-token";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Callers callers;
    private final Sessions sessions;
    private final HandlerExceptionResolver problems;

    CallerFilter(Callers callers, Sessions sessions, HandlerExceptionResolver problems) {
        this.callers = callers;
        this.sessions = sessions;
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
            String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
            caller = authorization == null ? browser(request) : caller(authorization);
        } catch (RuntimeException e) {
            problems.resolveException(request, response, null, e);
            return;
        }

        request.setAttribute(ATTRIBUTE, caller);
        chain.doFilter(request, response);
    }

    private Caller browser(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, Sessions.COOKIE);
        return cookie == null || !(READING.contains(request.getMethod()) || isOurForm(request, cookie))
                ? Caller.ANONYMOUS
                : sessions.caller(cookie.getValue()).orElse(Caller.ANONYMOUS);
    }

    private static boolean isOurForm(HttpServletRequest request, Cookie cookie) {
        String sent = request.getParameter(FORM_TOKEN);
        return sent != null && Sessions.isFormToken(cookie.getValue(), sent);
    }

    private Caller caller(String authorization) {
        Optional<String> token = Credentials.token(authorization);
        return token.flatMap(callers::holding)
                .orElseThrow(() -> Problem.UNAUTHENTICATED.because(
                        "This token is not known, has expired, or was revoked. Make one by 'sitemend token create'."));
    }
}
