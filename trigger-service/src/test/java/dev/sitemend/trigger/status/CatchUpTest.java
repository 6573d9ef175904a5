package dev.sitemend.trigger.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.messaging.Origin;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private final CatchUp catchUp = new CatchUp();

    @Test
    void itIsDoneWhenEveryPartitionIsReadToWhereItEndedAtTheStart() {
        assertThat(catchUp.isDone()).isFalse();

        catchUp.begin("builds", 0, 3, 5);
        catchUp.begin("builds", 1, 7, 7);
        catchUp.expect(2);
        assertThat(catchUp.isDone()).isFalse();

        catchUp.taken(new Origin("builds", 0, 3));
        assertThat(catchUp.isDone()).isFalse();
        assertThat(catchUp.progress()).startsWith("1 of 2");

        catchUp.taken(new Origin("builds", 0, 4));
        assertThat(catchUp.isDone()).isTrue();
    }

    @Test
    void aPartitionThatIsNotReadYetIsWaitedFor() {
        catchUp.begin("builds", 0, 0, 0);
        catchUp.expect(2);

        assertThat(catchUp.isDone()).isFalse();
    }

    @Test
    void aRebalanceDoesNotMoveTheGoal() {
        catchUp.begin("builds", 0, 0, 2);
        catchUp.expect(1);
        catchUp.taken(new Origin("builds", 0, 1));

        catchUp.begin("builds", 0, 2, 100);

        assertThat(catchUp.isDone()).isTrue();
    }
}
