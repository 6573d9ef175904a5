package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.artifact.Content;
import java.util.List;
import java.util.Map;

/**
 * All of an answer that depends on nothing but publication and path, so that it is worked out once and not per request.
 *
 * @param compressible whether other forms than the plain one may be sent
 * @param own the site's own headers for the path, but for the content type
 * @param lastModified the publication's date as HTTP writes it
 */
record PreparedPage(
        Publication publication,
        int status,
        Content content,
        String type,
        boolean compressible,
        List<Map.Entry<String, String>> own,
        String lastModified) {
    /** Prepares an answer; {@code path} is what was asked for, which the site's header rules speak of. */
    static PreparedPage of(Publication publication, Answer.Page page, String path) {
        Map<String, String> own = publication.rules().headers().of(path);
        String ownType = own.remove("Content-Type");
        String type = ownType == null ? MediaTypes.of(page.name()) : ownType;
        return new PreparedPage(
                publication,
                page.status(),
                page.content(),
                type,
                MediaTypes.isCompressible(type),
                List.copyOf(own.entrySet()),
                Conditions.httpDate(publication.modified()));
    }
}
