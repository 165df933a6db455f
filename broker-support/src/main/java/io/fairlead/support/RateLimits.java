package io.fairlead.support;

import io.fairlead.api.market.EpochNanos;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a venue's limits leave, counted once for all who share them: weighted windows, a share of each kept for urgent kinds, full stops. Nobody
 * waits here, so that it outlives each connection that draws on it through a {@link RateBudget} of its own. Any thread; nothing blocks.
 */
public final class RateLimits {
    private final Object lock = new Object();
    private final Clock clock;
    private final Map<String, Meter> windows = new LinkedHashMap<>();
    private Stop stop = new Stop(Instant.MIN, false, "");

    /** Without windows nothing is limited. */
    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    private record Stop(Instant until, boolean cancelsToo, String why) {
        boolean holds(RequestKind kind, Instant now) {
            return now.isBefore(until) && (cancelsToo || kind != RequestKind.CANCEL);
        }
    }

    private record Meter(RateWindow window, Bucket bucket) {}

    Clock clock() {
        return clock;
    }

    /** Adds a window, or changes its limit; what was used of it stays used. */
    public void window(RateWindow window) {
        synchronized (lock) {
            Meter before = windows.get(window.name());
            if (before != null && before.window.equals(window)) {
                return;
            }
            Meter meter = new Meter(window, bucket(window));
            long used = before == null ? 0 : before.window.limit() - before.bucket.getAvailableTokens();
            if (used > 0) {
                meter.bucket.tryConsumeAsMuchAsPossible(used);
            }
            windows.put(window.name(), meter);
        }
    }

    /** Adds a window unless one of its name is there: what the venue has said since holds. */
    public void windowUnlessKnown(RateWindow window) {
        synchronized (lock) {
            if (!windows.containsKey(window.name())) {
                window(window);
            }
        }
    }

    private Bucket bucket(RateWindow window) {
        Bandwidth band = window.aligned()
                ? Bandwidth.builder()
                        .capacity(window.limit())
                        .refillIntervallyAligned(window.limit(), window.period(), nextEdge(window.period()))
                        .build()
                : Bandwidth.builder()
                        .capacity(window.limit())
                        .refillGreedy(window.limit(), window.period())
                        .build();
        return Bucket.builder()
                .withCustomTimePrecision(new Wall(clock))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .addLimit(band)
                .build();
    }

    private Instant nextEdge(Duration period) {
        long span = period.toNanos();
        return EpochNanos.toInstant((EpochNanos.of(clock.instant()) / span + 1) * span);
    }

    /** Why a call can never go; empty if it can. */
    Optional<String> neverFits(RequestKind kind, Map<String, Integer> costs) {
        synchronized (lock) {
            for (Meter meter : windows.values()) {
                int cost = costs.getOrDefault(meter.window.counts(), 0);
                if (cost > meter.window.usableBy(kind)) {
                    return Optional.of(
                            "it costs " + cost + " and " + meter.window.name() + " never holds that for " + kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Takes what a call costs if it may go now: all of it or nothing. */
    boolean take(RequestKind kind, Map<String, Integer> costs, Instant now) {
        synchronized (lock) {
            if (stop.holds(kind, now) || !fits(kind, costs)) {
                return false;
            }
            for (Meter meter : windows.values()) {
                int cost = costs.getOrDefault(meter.window.counts(), 0);
                if (cost > 0) {
                    meter.bucket.tryConsume(cost);
                }
            }
            return true;
        }
    }

    private boolean fits(RequestKind kind, Map<String, Integer> costs) {
        for (Meter meter : windows.values()) {
            int cost = costs.getOrDefault(meter.window.counts(), 0);
            if (cost > 0 && meter.bucket.getAvailableTokens() < cost + meter.window.reservedFrom(kind)) {
                return false;
            }
        }
        return true;
    }

    /** When a call may go at the soonest, as things stand. */
    Instant earliest(RequestKind kind, Map<String, Integer> costs, Instant now) {
        synchronized (lock) {
            Instant earliest = stop.holds(kind, now) ? stop.until : now;
            for (Meter meter : windows.values()) {
                int cost = costs.getOrDefault(meter.window.counts(), 0);
                if (cost > 0) {
                    long needed = cost + meter.window.reservedFrom(kind);
                    long wait = meter.bucket.estimateAbilityToConsume(needed).getNanosToWaitForRefill();
                    Instant refilled = now.plusNanos(wait);
                    earliest = refilled.isAfter(earliest) ? refilled : earliest;
                }
            }
            return earliest;
        }
    }

    /** Why everything stands still at an instant; empty if it does not. */
    Optional<String> stopped(Instant now) {
        synchronized (lock) {
            return now.isBefore(stop.until) ? Optional.of(stop.why) : Optional.empty();
        }
    }

    /** The venue's own word on how much of a window is used; only ever lowers what is left, since answers overtake each other. */
    public void used(String window, long used) {
        synchronized (lock) {
            Meter meter = windows.get(window);
            if (meter != null) {
                long surplus = meter.bucket.getAvailableTokens() - Math.max(0, meter.window.limit() - used);
                if (surplus > 0) {
                    meter.bucket.tryConsumeAsMuchAsPossible(surplus);
                }
            }
        }
    }

    /** As {@link RateBudget#stopUntil}, without looking after those who wait. */
    void stopUntil(Instant until, boolean cancelsToo, String why) {
        synchronized (lock) {
            Instant now = clock.instant();
            Instant end = until.isAfter(stop.until) ? until : stop.until;
            stop = new Stop(end, cancelsToo || (stop.cancelsToo && now.isBefore(stop.until)), why);
        }
    }

    /** Until when traffic stops; in the past when it runs. */
    public Instant stoppedUntil() {
        synchronized (lock) {
            return stop.until;
        }
    }

    /** How much is left of a window; empty if there is none of that name. */
    public Optional<Long> available(String window) {
        synchronized (lock) {
            return Optional.ofNullable(windows.get(window)).map(meter -> meter.bucket.getAvailableTokens());
        }
    }

    /** The windows as they stand. */
    public List<RateWindow> windows() {
        synchronized (lock) {
            return windows.values().stream().map(Meter::window).toList();
        }
    }

    private record Wall(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return EpochNanos.of(clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
