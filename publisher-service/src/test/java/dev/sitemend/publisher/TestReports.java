package dev.sitemend.publisher;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.time.Instant;
import java.util.List;

/** Claims and reports whose details do not matter. */
final class TestReports {
    private static final BuilderId BUILDER = new BuilderId("builder-1");

    private TestReports() {}

    static Claim claim(ChannelId channel, BuildNumber number, WriterToken writer) {
        return new Claim(
                number,
                channel,
                new RequestId("request-" + number.value()),
                BuildMode.REBUILD,
                Cause.PUSH,
                "test",
                null,
                null,
                null,
                0,
                number.value(),
                number.value(),
                BUILDER,
                Instant.EPOCH,
                writer,
                null);
    }

    /** A success; its revision is the build's number in hexadecimal digits. */
    static Report success(Claim claim, Artifact artifact, WriterToken writer) {
        Revision revision = new Revision(String.format("%040x", claim.number().value()));
        return report(claim, new Outcome.Succeeded(revision, "fingerprint", artifact, Changes.NONE, List.of()), writer);
    }

    static Report report(Claim claim, Outcome outcome, WriterToken writer) {
        return new Report(
                claim.number(),
                claim.channel(),
                claim.request(),
                claim.mode(),
                claim.cause(),
                claim.requester(),
                null,
                null,
                claim.partition(),
                claim.offset(),
                claim.endOffset(),
                outcome,
                List.of(),
                List.of(),
                null,
                BUILDER,
                Instant.EPOCH,
                Instant.EPOCH,
                writer,
                null);
    }
}
