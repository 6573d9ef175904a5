package dev.sitemend.publisher.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@code Range} header (RFC 9110 §14) asks of a content of known size. */
sealed interface ByteRanges {
    // More is nobody's need, and each part costs a header of its own.
    int MOST_PARTS = 64;

    Pattern SPECIFIER = Pattern.compile("\\s*(?:([0-9]{1,18})\\s*-\\s*([0-9]{1,18})?|-\\s*([0-9]{1,18}))\\s*");

    /** All of it: there is no header, or none that must be heeded. */
    record Whole() implements ByteRanges {}

    /** These parts, in the order of the header. */
    record Parts(List<Part> parts) implements ByteRanges {}

    /** None of it lies inside the content. */
    record Unsatisfiable() implements ByteRanges {}

    /** Bytes {@code first} to {@code last}, both included. */
    record Part(long first, long last) {
        long length() {
            return last - first + 1;
        }

        String contentRange(long size) {
            return "bytes " + first + "-" + last + "/" + size;
        }
    }

    /** Reads a header; what is malformed, or asks for more bytes than there are, counts as no header. */
    static ByteRanges parse(@Nullable String header, long size) {
        if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }

        String[] specifiers = header.substring(6).split(",", -1);
        if (specifiers.length > MOST_PARTS) {
            return new Whole();
        }

        List<Part> parts = new ArrayList<>();
        long asked = 0;
        for (String specifier : specifiers) {
            Matcher matcher = SPECIFIER.matcher(specifier);
            if (!matcher.matches()) {
                return new Whole();
            }

            Part part = part(matcher, size);
            if (part.last() < part.first() && matcher.group(2) != null && malformed(matcher)) {
                return new Whole();
            }
            if (part.length() > 0 && part.first() < size) {
                parts.add(part);
                asked += part.length();
            }
        }

        if (parts.isEmpty()) {
            return new Unsatisfiable();
        }
        return parts.size() > 1 && asked > size ? new Whole() : new Parts(List.copyOf(parts));
    }

    private static Part part(Matcher matcher, long size) {
        if (matcher.group(3) != null) {
            long suffix = Math.min(Long.parseLong(matcher.group(3)), size);
            return new Part(size - suffix, size - 1);
        }

        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2) == null ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        return new Part(first, last);
    }

    private static boolean malformed(Matcher matcher) {
        return Long.parseLong(matcher.group(2)) < Long.parseLong(matcher.group(1));
    }
}
