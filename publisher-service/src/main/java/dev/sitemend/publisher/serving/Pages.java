package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.disk.Coding;
import dev.sitemend.publisher.disk.LocalArtifacts;
import dev.sitemend.publisher.disk.Variants;
import dev.sitemend.publisher.serving.Destination.Audience;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Writes a page: validators, conditions, ranges, codings, and the site's own headers. */
public final class Pages {
    private static final String REVALIDATE = "public, max-age=0, must-revalidate";
    private static final String FOR_EVER =
            "public, max-age=" + Duration.ofDays(365).toSeconds() + ", immutable";

    private final LocalArtifacts artifacts;
    private final Variants variants;
    private final Clock clock;

    /** The bytes that are sent: a content in some form. */
    private record Form(Path file, long size, String tag) {}

    public Pages(LocalArtifacts artifacts, Variants variants, Clock clock) {
        this.artifacts = artifacts;
        this.variants = variants;
        this.clock = clock;
    }

    /** Answers with {@code page}. {@code path} is what was asked for, which the site's header rules speak of. */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Destination.Served served,
            Answer.Page page,
            String path)
            throws IOException {
        Publication publication = served.publication();
        Content content = page.content();
        Path file = artifacts.file(publication.channel().site(), publication.artifact(), content);

        Map<String, String> own = publication.rules().headers().of(path);
        String ownType = own.remove("Content-Type");
        String type = ownType == null ? MediaTypes.of(page.name()) : ownType;
        boolean compressible = MediaTypes.isCompressible(type);
        response.setStatus(page.status());
        response.setHeader("Cache-Control", cacheControl(served.audience(), page.status()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Accept-Ranges", "bytes");
        own.forEach(response::setHeader);
        if (compressible) {
            response.addHeader("Vary", "Accept-Encoding");
        }

        if (page.status() != HttpServletResponse.SC_OK) {
            send(request, response, form(request, response, content, file, compressible), type);
            return;
        }
        Conditions conditions = conditions(request);
        lastModified(publication).ifPresent(date -> response.setHeader("Last-Modified", date));
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
                    case ByteRanges.Whole _ ->
                        send(request, response, form(request, response, content, file, compressible), type);
                    case ByteRanges.Parts parts -> sendParts(request, response, content, file, type, parts);
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
    private Optional<String> lastModified(Publication publication) {
        Instant second = publication.modified().truncatedTo(ChronoUnit.SECONDS);
        return clock.instant().isBefore(second.plusSeconds(1))
                ? Optional.empty()
                : Optional.of(Conditions.httpDate(second));
    }

    private Form form(
            HttpServletRequest request, HttpServletResponse response, Content content, Path file, boolean compressible)
            throws IOException {
        if (compressible) {
            for (Coding coding : AcceptedCodings.of(request.getHeader("Accept-Encoding"))) {
                Optional<Variants.Variant> variant = variants.find(content, coding);
                if (variant.isPresent()) {
                    response.setHeader("Content-Encoding", coding.token());
                    return new Form(variant.get().file(), variant.get().size(), EntityTag.of(content.digest(), coding));
                }
            }
        }

        return new Form(file, content.size(), EntityTag.of(content.digest()));
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Form form, String type)
            throws IOException {
        response.setHeader("ETag", form.tag());
        response.setContentType(type);
        FileBody.send(request, response, form.file(), 0, form.size());
    }

    private static void sendParts(
            HttpServletRequest request,
            HttpServletResponse response,
            Content content,
            Path file,
            String type,
            ByteRanges.Parts ranges)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("ETag", EntityTag.of(content.digest()));
        if (ranges.parts().size() > 1) {
            FileBody.sendParts(request, response, file, content.size(), type, ranges.parts());
            return;
        }

        ByteRanges.Part part = ranges.parts().getFirst();
        response.setContentType(type);
        response.setHeader("Content-Range", part.contentRange(content.size()));
        FileBody.send(request, response, file, part.first(), part.length());
    }
}
