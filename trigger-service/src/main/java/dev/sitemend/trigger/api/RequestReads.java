package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.RequestFate;
import dev.sitemend.trigger.status.RequestFates;
import dev.sitemend.trigger.status.RequestRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What became of a wish. */
@RestController
final class RequestReads {
    private final ReadAccess readable;
    private final RequestFates fates;
    private final Addresses addresses;

    RequestReads(ReadAccess readable, RequestFates fates, Addresses addresses) {
        this.readable = readable;
        this.fates = fates;
        this.addresses = addresses;
    }

    @GetMapping("/api/v1/requests/{id}")
    View request(Caller caller, @PathVariable String id) {
        RequestRow row = fates.request(new RequestId(id))
                .orElseThrow(() -> Problem.NOT_FOUND.because("Nothing is known about a request " + id
                        + ". One that was made this very moment is known within a second."));
        SiteSettings site = readable.site(caller, row.channel().site().value());
        return View.of(row, fates.fate(row), addresses.page(site, row.channel().branch()));
    }

    /** A request in JSON. */
    record View(
            String id,
            String site,
            String branch,
            @Nullable String revision,
            @Nullable BuildMode mode,
            @Nullable Cause cause,
            @Nullable String requester,
            @Nullable String reason,
            @Nullable Instant requestedAt,
            String state,
            @Nullable Long build,
            @Nullable Long coveredBy,
            @Nullable Long healedBy,
            @Nullable String deadLetter,
            boolean live,
            String url,
            String message) {
        static View of(RequestRow row, RequestFate fate, String url) {
            return new View(
                    row.id().value(),
                    row.channel().site().value(),
                    row.channel().branch().value(),
                    row.revision() == null ? null : row.revision().value(),
                    row.mode(),
                    row.cause(),
                    row.requester(),
                    row.reason(),
                    row.requestedAt(),
                    fate.state().word(),
                    number(fate.build()),
                    number(fate.coveredBy()),
                    number(fate.healedBy()),
                    fate.deadLetter() == null ? null : fate.deadLetter().value(),
                    fate.live(),
                    url,
                    fate.message());
        }

        private static @Nullable Long number(@Nullable BuildNumber build) {
            return build == null ? null : build.value();
        }
    }
}
