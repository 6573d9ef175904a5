package dev.sitemend.contracts.golden;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import java.time.Instant;
import java.util.List;

/** The values that the golden files are made of. They never change, as the files do not. */
final class Values {
    static final SiteId SITE = new SiteId("garden");
    static final ChannelId CHANNEL = ChannelId.of("garden", "feature/ünï");
    static final BuildNumber BUILD = new BuildNumber(42);
    static final BuildNumber BASE = new BuildNumber(41);
    static final GenerationNumber GENERATION = new GenerationNumber(17);
    static final RequestId REQUEST = new RequestId("01jx-request");
    static final Revision REVISION = new Revision("0123456789abcdef0123456789abcdef01234567");
    static final Digest ROOT = new Digest("11".repeat(32));
    static final BuilderId BUILDER = new BuilderId("host-4711-x7");
    static final WriterToken WRITER = new WriterToken("w-5f0c");
    static final DeadLetterId DEAD_LETTER = new DeadLetterId("garden-41");
    static final Instant AT = Instant.parse("2026-11-25T01:02:03.456789Z");
    static final Instant LATER = Instant.parse("2026-11-25T01:02:08Z");
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final List<PackReference> PACKS = List.of(
            new PackReference(new Digest("22".repeat(32)), 4096, 3000, 3500),
            new PackReference(new Digest("33".repeat(32)), 9_000_000_000L, 8_999_999_000L, 8_999_999_500L));
    static final Artifact ARTIFACT = new Artifact(ROOT, PACKS, 120, 3_000_000);

    private Values() {}
}
