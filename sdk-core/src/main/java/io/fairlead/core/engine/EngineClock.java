package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The session's time: that of the input being handled; it never goes back. Set on the session's thread, read from any. */
final class EngineClock extends Clock {
    private final AtomicLong now;

    EngineClock(long startNanos) {
        now = new AtomicLong(startNanos);
    }

    long nowNanos() {
        return now.getPlain();
    }

    /** Moves on; an earlier time is left aside. */
    void advanceTo(long epochNanos) {
        if (epochNanos > now.getPlain()) {
            now.lazySet(epochNanos);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return EpochNanos.toInstant(now.get());
    }
}
