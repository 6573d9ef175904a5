package dev.sitemend.trigger.gitserver;

import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.trigger.gitserver.GitGate.Admitted;
import dev.sitemend.trigger.gitserver.GitGate.Challenged;
import dev.sitemend.trigger.gitserver.GitGate.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Stands before the Git servlet. Answers in plain text, which Git shows to people as {@code remote: …}. */
final class GitGateFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    static final String ADMITTED = Admitted.class.getName();

    private final transient GitGate gate;

    GitGateFilter(GitGate gate) {
        this.gate = gate;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        GitGate.Verdict verdict;
        try {
            verdict = gate.judge(
                    request.getRequestURI(), request.getParameter("service"), request.getHeader("Authorization"));
        } catch (StoreUnavailableException e) {
            response.setHeader("Retry-After", "5");
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage() + ". Try again.");
            return;
        }

        switch (verdict) {
            case Admitted admitted -> {
                request.setAttribute(ADMITTED, admitted);
                chain.doFilter(request, response);
            }
            case Challenged challenged -> {
                response.setHeader("WWW-Authenticate", "Basic realm=\"Sitemend\", charset=\"UTF-8\"");
                answer(response, HttpServletResponse.SC_UNAUTHORIZED, challenged.why());
            }
            case Refused refused -> answer(response, refused.status(), refused.why());
        }
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().println(text);
    }
}
