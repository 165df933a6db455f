package io.fairlead.support;

import io.fairlead.api.market.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a venue's clock is from ours. Each look at it brings a bound of half its round trip; the sharpest of the last few is believed.
 * Time runs on a steady counter, so that a wall clock that is set does not touch signatures. Any thread.
 */
public final class ServerTimeOffset {
    private static final int KEPT = 8;
    private static final int ANEW = 3;

    private final Object lock = new Object();
    private final LongSupplier nanos;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private @Nullable ArrayDeque<Sample> anew;
    private long offsetNanos;

    private record Sample(long offsetNanos, long roundTripNanos) {}

    /**
     * Starts with what our clock says.
     *
     * @param ourTime our time now
     * @param nanos a counter of nanoseconds that never steps back, from any origin
     */
    public ServerTimeOffset(Instant ourTime, LongSupplier nanos) {
        this.nanos = nanos;
        this.offsetNanos = EpochNanos.of(ourTime) - nanos.getAsLong();
    }

    /** Reading of the counter, to be taken before asking the venue for its time. */
    public long tick() {
        return nanos.getAsLong();
    }

    /** What the venue said, asked at one tick and answered at another: it is taken for the time in the middle. */
    public void observe(long askedAt, long answeredAt, Instant venueTime) {
        long roundTrip = Math.max(0, answeredAt - askedAt);
        long offset = EpochNanos.of(venueTime) - (askedAt + roundTrip / 2);
        synchronized (lock) {
            if (anew == null) {
                samples.addLast(new Sample(offset, roundTrip));
                if (samples.size() > KEPT) {
                    samples.removeFirst();
                }
                believeTheSharpest();
                return;
            }
            anew.addLast(new Sample(offset, roundTrip));
            if (anew.size() >= ANEW) {
                samples.clear();
                samples.addAll(anew);
                anew = null;
                believeTheSharpest();
            }
        }
    }

    private void believeTheSharpest() {
        Sample best = samples.getLast();
        for (Sample sample : samples) {
            best = sample.roundTripNanos < best.roundTripNanos ? sample : best;
        }
        offsetNanos = best.offsetNanos;
    }

    /**
     * The venue has just said that our time is wrong, or it may have changed: what is believed stays so until three new looks are there, and
     * is then forgotten. One look alone may be far off.
     */
    public void distrust() {
        synchronized (lock) {
            anew = new ArrayDeque<>();
        }
    }

    /** The venue's time now, as far as known. */
    public Instant now() {
        synchronized (lock) {
            return EpochNanos.toInstant(nanos.getAsLong() + offsetNanos);
        }
    }

    /** How far the venue is ahead of a time of ours. */
    public Duration aheadOf(Instant ourTime) {
        return Duration.between(ourTime, now());
    }

    /** Half the best round trip: how far the estimate may be off. */
    public Duration uncertainty() {
        synchronized (lock) {
            return samples.stream()
                    .map(sample -> Duration.ofNanos(sample.roundTripNanos / 2))
                    .min(Duration::compareTo)
                    .orElse(Duration.ofDays(1));
        }
    }
}
