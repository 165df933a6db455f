package io.fairlead.examples.chaos;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by hand, also backwards. One thread. */
final class HandClock extends Clock {
    private long nanos;

    HandClock(long epochNanos) {
        nanos = epochNanos;
    }

    long nanos() {
        return nanos;
    }

    void move(long byNanos) {
        nanos += byNanos;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanos);
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
