package io.fairlead.core.analytics;

import io.fairlead.core.feed.BarColumns;
import java.util.Optional;

/**
 * How far the price went against and in favour of a position while it was held.
 *
 * @param adverse as a fraction of the entry price, zero or negative
 * @param favourable as a fraction of the entry price, zero or positive
 */
record Excursion(double adverse, double favourable) {
    /**
     * From the bars that overlap the time from entry to exit. A bar that the position lived through only in part counts in full: what
     * happened when within it is not known.
     */
    static Optional<Excursion> of(BarColumns bars, int direction, double entryPrice, long fromNanos, long toNanos) {
        double high = entryPrice;
        double low = entryPrice;
        boolean seen = false;
        for (int i = bars.countEndedBy(fromNanos); i < bars.size() && bars.startNanos(i) < toNanos; i++) {
            high = Math.max(high, bars.high(i));
            low = Math.min(low, bars.low(i));
            seen = true;
        }
        if (!seen || entryPrice <= 0) {
            return Optional.empty();
        }
        double up = high / entryPrice - 1;
        double down = low / entryPrice - 1;
        return Optional.of(direction > 0 ? new Excursion(down, up) : new Excursion(-up, -down));
    }
}
