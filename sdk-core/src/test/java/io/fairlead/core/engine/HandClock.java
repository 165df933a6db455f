package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
final class HandClock extends Clock {
    private long nanos;

    HandClock(long startNanos) {
        nanos = startNanos;
    }

    void advance(Duration by) {
        nanos += by.toNanos();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return EpochNanos.toInstant(nanos);
    }
}
