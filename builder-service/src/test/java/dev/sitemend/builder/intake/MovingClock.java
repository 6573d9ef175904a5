package dev.sitemend.builder.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows what a test put into its one place. */
final class MovingClock extends Clock {
    private final Instant[] now;

    MovingClock(Instant[] now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now[0];
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
