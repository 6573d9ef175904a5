package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditional headers of a request, in the order of RFC 9110 §13.2.2. */
record Conditions(
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifRange) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final Verdict PROCEED = new Verdict.Proceed();

    /** What the conditions come to. */
    sealed interface Verdict {
        /** Answer as if there were no condition. */
        record Proceed() implements Verdict {}

        /** The client's copy is good; {@code tag} names it. */
        record NotModified(String tag) implements Verdict {}

        /** What the client wanted to go on with is gone. */
        record Failed() implements Verdict {}
    }

    /** Decides for a content that {@code lastModified} belongs to. */
    Verdict judge(Digest digest, Instant lastModified) {
        if (ifMatch == null && ifUnmodifiedSince == null && ifNoneMatch == null && ifModifiedSince == null) {
            return PROCEED;
        }

        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (EntityTag.matching(ifMatch, digest).isEmpty()) {
                return new Verdict.Failed();
            }
        } else if (date(ifUnmodifiedSince).filter(modified::isAfter).isPresent()) {
            return new Verdict.Failed();
        }

        if (ifNoneMatch != null) {
            return EntityTag.matching(ifNoneMatch, digest)
                    .<Verdict>map(Verdict.NotModified::new)
                    .orElseGet(Verdict.Proceed::new);
        }
        boolean unmodified =
                date(ifModifiedSince).filter(since -> !modified.isAfter(since)).isPresent();
        return unmodified ? new Verdict.NotModified(EntityTag.of(digest)) : new Verdict.Proceed();
    }

    /** Whether a {@code Range} header counts: without {@code If-Range} always, else only for the very same bytes. */
    boolean allowsRange(Digest digest, Instant lastModified) {
        if (ifRange == null) {
            return true;
        }
        if (EntityTag.isTag(ifRange)) {
            return ifRange.equals(EntityTag.of(digest));
        }

        return date(ifRange)
                .filter(lastModified.truncatedTo(ChronoUnit.SECONDS)::equals)
                .isPresent();
    }

    /** Writes a date as HTTP does. */
    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Optional<Instant> date(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }

        try {
            return Optional.of(ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
