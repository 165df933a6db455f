package io.fairlead.api.market;

import java.time.Instant;

/**
 * Time as nanoseconds since 1970-01-01T00:00Z in a long, the form in which columns and clocks keep it: from 1677 to 2262.
 */
public final class EpochNanos {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    /**
     * An instant as epoch nanoseconds.
     *
     * @throws ArithmeticException if it lies outside 1677 to 2262
     */
    public static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        int nanos = instant.getNano();
        if (seconds < 0 && nanos > 0) {
            return Math.addExact(Math.multiplyExact(seconds + 1, NANOS_PER_SECOND), nanos - NANOS_PER_SECOND);
        }
        return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
    }

    /** Epoch nanoseconds as an instant. */
    public static Instant toInstant(long epochNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
    }
}
