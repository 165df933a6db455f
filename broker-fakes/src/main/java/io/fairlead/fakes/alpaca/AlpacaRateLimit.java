package io.fairlead.fakes.alpaca;

import java.time.Instant;
import java.util.Map;

/** So many requests in each minute of the clock, and the three headers that tell of it. Guarded by the venue's lock. */
final class AlpacaRateLimit {
    private static final long WINDOW_SECONDS = 60;

    private final int perMinute;
    private long window = Long.MIN_VALUE;
    private int used;

    AlpacaRateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts a request; whether it may pass. */
    boolean take(Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), WINDOW_SECONDS);
        if (current != window) {
            window = current;
            used = 0;
        }
        used++;
        return used <= perMinute;
    }

    /** What the reply to the request last counted says. */
    Map<String, String> headers() {
        return Map.of(
                "X-RateLimit-Limit", Integer.toString(perMinute),
                "X-RateLimit-Remaining", Integer.toString(Math.max(0, perMinute - used)),
                "X-RateLimit-Reset", Long.toString((window + 1) * WINDOW_SECONDS));
    }
}
