package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Instant;
import java.util.List;

/** Claims and reports that tests are about something else of. */
final class Documented {
    static final ChannelId MAIN = ChannelId.of("garden", "main");
    static final ChannelId DRAFT = ChannelId.of("garden", "draft");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Revision REVISION = new Revision("a".repeat(40));

    private Documented() {}

    static Claim claim(ChannelId channel, BuildNumber number, String writer) {
        return new Claim(
                number,
                channel,
                new RequestId("r" + number.value()),
                BuildMode.REFRESH,
                Cause.PUSH,
                "anna",
                REVISION,
                null,
                null,
                0,
                11,
                17,
                new BuilderId("b1"),
                NOW,
                new WriterToken(writer),
                null);
    }

    static Report success(Claim claim) {
        Artifact artifact = new Artifact(new Digest("0".repeat(64)), List.of(), 1, 1);
        return report(claim, new Outcome.Succeeded(REVISION, "f1", artifact, Changes.NONE, List.of()));
    }

    static Report failure(Claim claim) {
        return report(
                claim,
                new Outcome.Failed(REVISION, "f1", FailureClass.GENERATOR_FAILED, "generate", "broken", List.of()));
    }

    static Report abandoned(Claim claim) {
        return report(claim, new Outcome.Abandoned(new BuilderId("b2"), "no heartbeat for 10 s"));
    }

    private static Report report(Claim claim, Outcome outcome) {
        return new Report(
                claim.number(),
                claim.channel(),
                claim.request(),
                claim.mode(),
                claim.cause(),
                claim.requester(),
                claim.base(),
                claim.healOf(),
                claim.partition(),
                claim.offset(),
                claim.endOffset(),
                outcome,
                List.of(),
                List.of(),
                null,
                claim.builder(),
                NOW,
                NOW.plusSeconds(5),
                new WriterToken("report-" + claim.writer()),
                null);
    }
}
