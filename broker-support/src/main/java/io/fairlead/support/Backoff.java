package io.fairlead.support;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: exponential with full jitter, so that many clients that lost one server do not come back at once.
 * Any thread.
 */
public final class Backoff {
    private final Object lock = new Object();
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    /** With the bound of the first wait, that of all waits, and where chance comes from; the source is used under a lock. */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The wait after so many failures in a row, 0 for the first: between 0 and {@code min(longest, first × 2^failures)}. */
    public Duration delay(int failures) {
        long bound = first.toNanos() << Math.min(failures, 20);
        long most = Math.min(longest.toNanos(), bound <= 0 ? Long.MAX_VALUE : bound);
        synchronized (lock) {
            return Duration.ofNanos(random.nextLong(most + 1));
        }
    }
}
