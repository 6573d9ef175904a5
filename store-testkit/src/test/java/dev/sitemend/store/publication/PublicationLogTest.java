package dev.sitemend.store.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.Creation;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PublicationLogTest {
    private static final ChannelId MAIN = ChannelId.of("garden", "main");
    private static final ChannelId FEATURE = ChannelId.of("garden", "feature/Ünïcode");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final PublicationLog log = new PublicationLog(store);

    @Test
    void aLogGrowsByOneEntryAtATime() {
        assertThat(append(log, MAIN, promoted(1))).isInstanceOf(Creation.Won.class);
        PublicationLog other = new PublicationLog(store);
        assertThat(append(other, MAIN, promoted(2))).isInstanceOf(Creation.Won.class);

        ChannelLog read = log.read(MAIN);
        assertThat(read.entries()).hasSize(2);
        assertThat(read.live().orElseThrow().build()).isEqualTo(new BuildNumber(2));
        assertThat(read.mark()).contains(new BuildNumber(2));
    }

    @Test
    void whoDecidedByAnOldLogLoses() {
        ChannelLog old = log.read(MAIN);
        append(new PublicationLog(store), MAIN, promoted(1));

        assertThat(log.append(generation(old, promoted(2)))).isInstanceOf(Creation.Lost.class);
        assertThat(log.read(MAIN).mark()).contains(new BuildNumber(1));
    }

    @Test
    void everyChannelWithALogIsNamedAsItsBranchIs() {
        append(log, MAIN, promoted(1));
        append(log, FEATURE, promoted(2));

        assertThat(log.channels(MAIN.site())).containsExactly(FEATURE, MAIN);
        assertThat(log.channels(ChannelId.of("meadow", "main").site())).isEmpty();
    }

    @Test
    void aRollbackChangesWhatIsLiveAndNotTheMark() {
        ChannelLog read = logOf(promoted(1), promoted(4), rolledBack(1));

        assertThat(read.live().orElseThrow().build()).isEqualTo(new BuildNumber(1));
        assertThat(read.mark()).contains(new BuildNumber(4));
        assertThat(read.lockAt(NOON)).contains(read.entries().getLast());
    }

    @Test
    void aRetiredChannelHasNothingLiveUntilTheNextPromotion() {
        assertThat(logOf(promoted(1), retired(3)).live()).isEmpty();
        assertThat(logOf(promoted(1), retired(3)).mark()).contains(new BuildNumber(3));
        assertThat(logOf(promoted(1), retired(3), promoted(5)).live()).isPresent();
    }

    @Test
    void aLockHoldsUntilItsEndOrAnUnlock() {
        ChannelLog locked = logOf(promoted(1), new Generation.Locked("fair", NOON.plusSeconds(60)));

        assertThat(locked.lockAt(NOON)).isPresent();
        assertThat(locked.lockAt(NOON.plusSeconds(60))).isEmpty();
        assertThat(logOf(new Generation.Locked("fair", null), new Generation.Unlocked("over"))
                        .lockAt(NOON))
                .isEmpty();
        assertThat(locked.live()).describedAs("a lock takes nothing down").isPresent();
    }

    private ChannelLog logOf(Generation.Entry... entries) {
        PublicationLog fresh = new PublicationLog(new InMemoryObjectStore());
        for (Generation.Entry entry : entries) {
            append(fresh, MAIN, entry);
        }
        return fresh.read(MAIN);
    }

    private static Creation append(PublicationLog log, ChannelId channel, Generation.Entry entry) {
        return log.append(generation(log.read(channel), entry));
    }

    private static Generation generation(ChannelLog log, Generation.Entry entry) {
        return new Generation(
                log.next(),
                log.channel(),
                entry,
                NOON,
                "publisher",
                new WriterToken(UUID.randomUUID().toString()));
    }

    private static Generation.Promoted promoted(long build) {
        return new Generation.Promoted(new BuildNumber(build), new Revision("a".repeat(40)), artifact());
    }

    private static Generation.RolledBack rolledBack(long build) {
        return new Generation.RolledBack(
                new BuildNumber(build), new Revision("a".repeat(40)), artifact(), "broken menu");
    }

    private static Generation.Retired retired(long build) {
        return new Generation.Retired(new BuildNumber(build));
    }

    private static Artifact artifact() {
        return new Artifact(new Digest("0".repeat(64)), List.of(), 1, 1);
    }
}
