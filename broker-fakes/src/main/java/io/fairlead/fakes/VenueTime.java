package io.fairlead.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A fake venue's time: its clock, and a way to do something later by that clock. */
public interface VenueTime extends AutoCloseable {
    /** What the venue's own clock says. */
    Clock clock();

    /** Runs {@code task} once {@code delay} has passed by the venue's clock; a delay of zero or less means next. */
    void after(Duration delay, Runnable task);

    /** The venue's time in milliseconds since 1970. */
    default long millis() {
        return clock().millis();
    }

    /** The venue's time. */
    default Instant now() {
        return clock().instant();
    }

    /** Forgets what is still to be done; idempotent. */
    @Override
    void close();

    /** Time as the given clock tells it, with tasks run on a daemon thread. */
    static VenueTime of(Clock clock) {
        return new RunningTime(clock);
    }
}
