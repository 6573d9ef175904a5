package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.disk.Coding;
import dev.sitemend.publisher.disk.Form;
import dev.sitemend.publisher.disk.Forms;
import dev.sitemend.publisher.serving.Destination.Audience;
import dev.sitemend.store.memory.RecentlyUsed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a page: validators, conditions, ranges, codings, and the site's own headers. */
public final class Pages {
    private static final String REVALIDATE = "public, max-age=0, must-revalidate";
    private static final String FOR_EVER =
            "public, max-age=" + Duration.ofDays(365).toSeconds() + ", immutable";
    // Browsers send some dozens of different Accept-Encoding headers.
    private static final int MOST_CODINGS = 1024;

    private final Forms forms;
    private final Clock clock;
    private final RecentlyUsed<String, List<Coding>> codings = new RecentlyUsed<>(MOST_CODINGS, (header, list) -> 1);

    public Pages(Forms forms, Clock clock) {
        this.forms = forms;
        this.clock = clock;
    }

    /** Answers with {@code page}. */
    void write(HttpServletRequest request, HttpServletResponse response, PreparedPage page, Audience audience)
            throws IOException {
        Publication publication = page.publication();
        Content content = page.content();
        response.setStatus(page.status());
        response.setHeader("Cache-Control", cacheControl(audience, page.status()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Accept-Ranges", "bytes");
        for (Map.Entry<String, String> own : page.own()) {
            response.setHeader(own.getKey(), own.getValue());
        }
        if (page.compressible()) {
            response.addHeader("Vary", "Accept-Encoding");
        }

        if (page.status() != HttpServletResponse.SC_OK) {
            send(request, response, page);
            return;
        }
        Conditions conditions = conditions(request);
        if (mayTellDate(publication)) {
            response.setHeader("Last-Modified", page.lastModified());
        }
        switch (conditions.judge(content.digest(), publication.modified())) {
            case Conditions.Verdict.Failed _ -> response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
            case Conditions.Verdict.NotModified(String tag) -> {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                response.setHeader("ETag", tag);
            }
            case Conditions.Verdict.Proceed _ -> {
                boolean ranged = request.getMethod().equals("GET")
                        && conditions.allowsRange(content.digest(), publication.modified());
                switch (ByteRanges.parse(ranged ? request.getHeader("Range") : null, content.size())) {
                    case ByteRanges.Whole _ -> send(request, response, page);
                    case ByteRanges.Parts parts -> sendParts(request, response, page, parts);
                    case ByteRanges.Unsatisfiable _ -> {
                        response.setHeader("Content-Range", "bytes */" + content.size());
                        response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                    }
                }
            }
        }
    }

    private static String cacheControl(Audience audience, int status) {
        return audience == Audience.BUILD && status == HttpServletResponse.SC_OK ? FOR_EVER : REVALIDATE;
    }

    private static Conditions conditions(HttpServletRequest request) {
        return new Conditions(
                request.getHeader("If-Match"),
                request.getHeader("If-Unmodified-Since"),
                request.getHeader("If-None-Match"),
                request.getHeader("If-Modified-Since"),
                request.getHeader("If-Range"));
    }

    /**
     * HTTP's dates have whole seconds, so in the second of a promotion two generations would have the same. Nobody is
     * told it before that second is over, so whoever has it has the last one of it.
     */
    private boolean mayTellDate(Publication publication) {
        return clock.instant().getEpochSecond() > publication.modified().getEpochSecond();
    }

    /** Sends all of the content, in the form that the client likes best. */
    private void send(HttpServletRequest request, HttpServletResponse response, PreparedPage page) throws IOException {
        response.setContentType(page.type());
        Content content = page.content();
        if (page.compressible()) {
            Publication publication = page.publication();
            for (Coding coding : accepted(request.getHeader("Accept-Encoding"))) {
                Optional<Form> coded =
                        forms.coded(publication.channel().site(), publication.artifact(), content, coding);
                if (coded.isPresent()) {
                    response.setHeader("Content-Encoding", coding.token());
                    response.setHeader("ETag", EntityTag.of(content.digest(), coding));
                    FileBody.send(request, response, coded.get(), 0, coded.get().size());
                    return;
                }
            }
        }

        Form plain = plain(page);
        response.setHeader("ETag", EntityTag.of(content.digest()));
        FileBody.send(request, response, plain, 0, plain.size());
    }

    private Form plain(PreparedPage page) throws IOException {
        Publication publication = page.publication();
        return forms.plain(publication.channel().site(), publication.artifact(), page.content());
    }

    private List<Coding> accepted(@Nullable String header) {
        if (header == null) {
            return List.of();
        }

        Optional<List<Coding>> known = codings.find(header);
        if (known.isPresent()) {
            return known.get();
        }
        List<Coding> accepted = List.copyOf(AcceptedCodings.of(header));
        codings.keep(header, accepted);
        return accepted;
    }

    private void sendParts(
            HttpServletRequest request, HttpServletResponse response, PreparedPage page, ByteRanges.Parts ranges)
            throws IOException {
        Form plain = plain(page);
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("ETag", EntityTag.of(page.content().digest()));
        if (ranges.parts().size() > 1) {
            FileBody.sendParts(request, response, plain, page.type(), ranges.parts());
            return;
        }

        ByteRanges.Part part = ranges.parts().getFirst();
        response.setContentType(page.type());
        response.setHeader("Content-Range", part.contentRange(plain.size()));
        FileBody.send(request, response, plain, part.first(), part.length());
    }
}
