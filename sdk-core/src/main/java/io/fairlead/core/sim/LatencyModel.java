package io.fairlead.core.sim;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long what is sent to the venue takes to reach the book. Draws from the venue's own seed, so that a run repeats itself. */
@FunctionalInterface
public interface LatencyModel {
    /** Nanoseconds until the next message reaches the book; zero or more. */
    long nextNanos(RandomGenerator random);

    /** At once. */
    static LatencyModel none() {
        return random -> 0;
    }

    /** Always the same. */
    static LatencyModel constant(Duration latency) {
        return between(latency, latency);
    }

    /** Any latency of a range alike, both ends included. */
    static LatencyModel between(Duration least, Duration most) {
        long low = least.toNanos();
        long high = most.toNanos();
        if (low < 0 || high < low) {
            throw new IllegalArgumentException("latency must be zero or more and rise, was " + least + " to " + most);
        }
        return low == high ? random -> low : random -> random.nextLong(low, high + 1);
    }

    /** Mostly short, now and then long: at least {@code least}, and on average {@code mean} more (exponential). */
    static LatencyModel exponential(Duration least, Duration mean) {
        long low = least.toNanos();
        double scale = mean.toNanos();
        if (low < 0 || scale < 0) {
            throw new IllegalArgumentException("latency must be zero or more, was " + least + " plus " + mean);
        }
        return random -> low + (long) (-scale * StrictMath.log1p(-random.nextDouble()));
    }
}
