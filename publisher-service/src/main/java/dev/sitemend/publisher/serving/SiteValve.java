package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.serving.Destination.Audience;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sites, by the host name of the request. A valve of Tomcat's and no servlet, because nothing that stands between
 * the two (filters, listeners, contexts) is of use to a file.
 */
public final class SiteValve extends ValveBase {
    private static final Logger log = LoggerFactory.getLogger(SiteValve.class);
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Publications publications;
    private final PreparedPages prepared;
    private final Pages pages;
    private final Readiness readiness;
    private final URI console;

    /** Takes the console's address, to which lost visitors are shown. */
    public SiteValve(Publications publications, PreparedPages prepared, Pages pages, Readiness readiness, URI console) {
        super(true);
        this.publications = publications;
        this.prepared = prepared;
        this.pages = pages;
        this.readiness = readiness;
        this.console = console;
    }

    /** Answers every request: no other valve comes after this. */
    @Override
    public void invoke(Request request, Response response) throws IOException {
        if (response.isError()) {
            // Tomcat found it malformed, and has decided.
            Notices.write(request, response, response.getStatus(), "This request can not be understood", "");
            return;
        }

        try {
            switch (request.getMethod()) {
                case "GET", "HEAD" -> answer(request, response);
                case "OPTIONS" -> {
                    response.setHeader("Allow", METHODS);
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> {
                    response.setHeader("Allow", METHODS);
                    Notices.write(request, response, 405, "Sites are only read here", "Allowed are " + METHODS + ".");
                }
            }
        } catch (ClientAbortException e) {
            log.debug("{} went away: {}", request.getRemoteAddr(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            log.error("Cannot answer {}{}", request.getServerName(), request.getRequestURI(), e);
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            Notices.write(request, response, 500, "This can not be served", "The publisher's log says why.");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (publications.destination(request.getServerName())) {
                case Destination.Served served
                when served.audience() == Audience.BUILD -> build(request, response, served);
                case Destination.Served served -> serve(request, response, served);
                case Destination.Nowhere(String title, String explanation) ->
                    Notices.write(request, response, 404, title, explanation + " The console is at " + console + ".");
                case Destination.Publisher() -> publisher(request, response);
            }
        } catch (StoreUnavailableException e) {
            log.warn("Cannot answer {}{}: {}", request.getServerName(), request.getRequestURI(), e.getMessage());
            unavailable(request, response, "The store that has it does not answer. Try again in some seconds.");
        } catch (UnreadableObjectException e) {
            log.error(
                    "Cannot answer {}{}, the site must be built clean: {}",
                    request.getServerName(),
                    request.getRequestURI(),
                    e.getMessage());
            unavailable(request, response, "It is damaged, here and in the store. The site has to be built again.");
        }
    }

    /** A build that nothing retains may go at any time. */
    private void build(HttpServletRequest request, HttpServletResponse response, Destination.Served served)
            throws IOException {
        try {
            serve(request, response, served);
        } catch (UnreadableObjectException e) {
            log.info("Cannot show build {}: {}", served.publication().build(), e.getMessage());
            response.reset();
            Notices.write(
                    request,
                    response,
                    404,
                    "This build is not kept any more",
                    "Only the newest builds of a site are. Those that are: sitemend builds "
                            + served.publication().channel().site());
        }
    }

    private static void unavailable(HttpServletRequest request, HttpServletResponse response, String explanation)
            throws IOException {
        response.reset();
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        Notices.write(request, response, 503, "This can not be served right now", explanation);
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, Destination.Served served)
            throws IOException {
        Publication publication = served.publication();
        if (publication.generation() != null) {
            response.setHeader("Sitemend-Generation", publication.generation().toString());
        }
        if (served.audience() != Audience.EVERYONE) {
            response.setHeader("X-Robots-Tag", "noindex");
        }

        String target = request.getRequestURI();
        String query = request.getQueryString();
        Optional<PreparedPage> page = prepared.find(publication, target, query);
        if (page.isPresent()) {
            pages.write(request, response, page.get(), served.audience());
            return;
        }
        switch (RequestPath.parse(target)) {
            case RequestPath.Refused(String reason) ->
                Notices.write(
                        request, response, 400, "This address can not be understood", "In its path " + reason + ".");
            case RequestPath.Untidy(String location) ->
                redirect(response, 301, location + (query == null ? "" : "?" + query));
            case RequestPath.Clean path -> {
                if (path.path().equals(WellKnown.PATH)) {
                    response.setHeader("Cache-Control", "no-store");
                    response.setHeader("Access-Control-Allow-Origin", "*");
                    Notices.write(request, response, "application/json", WellKnown.write(publication));
                } else {
                    page(request, response, served, path);
                }
            }
        }
    }

    private void page(
            HttpServletRequest request, HttpServletResponse response, Destination.Served served, RequestPath.Clean path)
            throws IOException {
        Answer answer = Routing.answer(served.publication(), request.getServerName(), path, request.getQueryString());
        switch (answer) {
            case Answer.Page found -> {
                PreparedPage page = PreparedPage.of(served.publication(), found, path.path());
                prepared.keep(served.publication(), request.getRequestURI(), request.getQueryString(), page);
                pages.write(request, response, page, served.audience());
            }
            case Answer.Redirect(int status, String location) -> redirect(response, status, location);
            case Answer.Missing() ->
                Notices.write(
                        request,
                        response,
                        404,
                        "There is no such page",
                        "The site " + served.publication().channel().site() + " has nothing at this address.");
        }
    }

    private static void redirect(HttpServletResponse response, int status, String location) {
        response.setStatus(status);
        response.setHeader("Location", location);
        response.setHeader("Cache-Control", "public, max-age=0, must-revalidate");
        response.setContentLength(0);
    }

    /** A host that is no site's: health for those who balance load, and help for visitors. */
    private void publisher(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/healthz" -> text(request, response, 200, "ok\n");
            case "/readyz" -> {
                if (readiness.isReady()) {
                    text(request, response, 200, "ready\n");
                } else {
                    text(request, response, 503, "not ready: neither the local disk nor the store told what is live\n");
                }
            }
            default ->
                Notices.write(
                        request,
                        response,
                        404,
                        "No site lives at " + request.getServerName(),
                        "This is a Sitemend publisher: it serves sites by their host names, as in "
                                + publications.example() + ". The console, with the list of sites, is at " + console
                                + ". A domain of your own is a setting of the site: sitemend site set NAME --domain "
                                + request.getServerName());
        }
    }

    private static void text(HttpServletRequest request, HttpServletResponse response, int status, String text)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        Notices.write(request, response, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
