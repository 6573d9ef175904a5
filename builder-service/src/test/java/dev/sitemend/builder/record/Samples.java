package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
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
import org.jspecify.annotations.Nullable;

/** Claims, reports and wishes of which a test says only what it is about. */
public final class Samples {
    public static final ChannelId MAIN = ChannelId.of("site", "main");
    public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    public static final History LINEAR = (head, revision) -> head.value().compareTo(revision.value()) >= 0;

    private Samples() {}

    /** The n-th commit of a branch on which each contains those before it. */
    public static Revision revision(int n) {
        return new Revision("%040x".formatted(n));
    }

    public static Wish wish(long offset, BuildMode mode, Cause cause, @Nullable Revision revision) {
        BuildRequested request = new BuildRequested(
                new RequestId("r" + offset), MAIN, mode, cause, revision, "ada", null, null, NOON, null);
        return new Wish(request, 0, offset);
    }

    public static Wish push(long offset, int n) {
        return wish(offset, BuildMode.REFRESH, Cause.PUSH, revision(n));
    }

    public static Wish deletion(long offset) {
        return wish(offset, BuildMode.REFRESH, Cause.PUSH, null);
    }

    public static Wish heal(long offset, int n) {
        return wish(offset, BuildMode.REBUILD, Cause.HEAL, revision(n));
    }

    public static Wish forced(long offset, BuildMode mode) {
        return wish(offset, mode, Cause.FORCED, null);
    }

    public static Claim claim(int number, BuildMode mode) {
        return new Claim(
                new BuildNumber(number),
                MAIN,
                new RequestId("r" + number),
                mode,
                Cause.PUSH,
                "ada",
                revision(1),
                null,
                null,
                3,
                7,
                10,
                new BuilderId("builder"),
                NOON,
                new WriterToken("token"),
                null);
    }

    public static Report report(Claim claim, Outcome outcome, String... covers) {
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
                List.of(covers).stream().map(RequestId::new).toList(),
                List.of(),
                null,
                claim.builder(),
                claim.startedAt(),
                NOON,
                new WriterToken("token"),
                null);
    }

    public static Outcome success(int n) {
        Artifact artifact = new Artifact(new Digest("0".repeat(64)), List.of(), 3, 30);
        return new Outcome.Succeeded(revision(n), "fingerprint", artifact, Changes.NONE, List.of());
    }

    public static Outcome failure(@Nullable Revision revision, FailureClass failure) {
        return new Outcome.Failed(revision, "fingerprint", failure, "generate", "It broke", List.of());
    }

    public static Outcome abandoned() {
        return new Outcome.Abandoned(new BuilderId("other"), "silent");
    }
}
