package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.disk.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strong entity tags: the digest of the content, and for its compressed forms the coding behind it. */
final class EntityTag {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    private static final List<Coding> CODINGS = List.of(Coding.values());

    private EntityTag() {}

    /** The tag of a content as it is. */
    static String of(Digest digest) {
        return '"' + digest.hex() + '"';
    }

    /** The tag of a content in a coding. */
    static String of(Digest digest, Coding coding) {
        return '"' + digest.hex() + '-' + coding.token() + '"';
    }

    /**
     * The tag in a list ({@code If-None-Match}, {@code If-Match}) that names any form of {@code digest}. A client may
     * hold the plain form of what we would send compressed today: its copy is as good as ever.
     */
    static Optional<String> matching(String header, Digest digest) {
        if (header.strip().equals("*")) {
            return Optional.of(of(digest));
        }

        List<String> ours = new ArrayList<>(List.of(of(digest)));
        for (Coding coding : CODINGS) {
            ours.add(of(digest, coding));
        }
        if (ours.contains(header)) {
            // What browsers send: one tag.
            return Optional.of(header);
        }

        Matcher matcher = TAG.matcher(header);
        while (matcher.find()) {
            if (ours.contains(matcher.group(1))) {
                return Optional.of(matcher.group(1));
            }
        }

        return Optional.empty();
    }

    /** Whether {@code If-Range} is a tag at all, as opposed to a date. */
    static boolean isTag(@Nullable String ifRange) {
        return ifRange != null && (ifRange.startsWith("\"") || ifRange.startsWith("W/"));
    }
}
