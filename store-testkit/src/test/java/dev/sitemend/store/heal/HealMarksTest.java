package dev.sitemend.store.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HealMarksTest {
    private static final ChannelId MAIN = ChannelId.of("garden", "main");
    private static final Revision REVISION = new Revision("a".repeat(40));

    private final HealMarks marks = new HealMarks(new InMemoryObjectStore());

    @Test
    void oneBuildMarksAnAttemptAndTheOtherLearnsWhich() {
        HealMark first = mark(1, 7);

        assertThat(marks.mark(first)).isEqualTo(new Marking.Marked());
        assertThat(marks.mark(mark(1, 8))).isEqualTo(new Marking.Taken(first));
        assertThat(marks.mark(mark(2, 9))).isEqualTo(new Marking.Marked());
        assertThat(marks.attempts(MAIN, REVISION, "f1")).containsExactly(first, mark(2, 9));
    }

    @Test
    void anotherFingerprintStartsAnew() {
        marks.mark(mark(1, 7));

        assertThat(marks.attempts(MAIN, REVISION, "f2")).isEmpty();
    }

    private static HealMark mark(int attempt, long build) {
        return new HealMark(
                MAIN,
                REVISION,
                "f1",
                attempt,
                new BuildNumber(build),
                Instant.parse("2026-03-01T12:00:00Z"),
                new WriterToken("w" + build));
    }
}
