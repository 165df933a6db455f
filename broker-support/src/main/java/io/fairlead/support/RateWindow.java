package io.fairlead.support;

import java.time.Duration;

/**
 * One limit of a venue: so much of something per span of time.
 *
 * @param name unique within a budget: {@code "weight-1m"}
 * @param counts what it counts, several windows may count the same: {@code "weight"}
 * @param limit how much fits, above 0
 * @param period the span
 * @param aligned whether spans are cut from the clock (all of it comes back at :00), or else refill steadily
 * @param reserve whether a share is kept for more urgent kinds; pointless where cancels are not counted
 */
public record RateWindow(String name, String counts, long limit, Duration period, boolean aligned, boolean reserve) {
    /** Checks limit and span. */
    public RateWindow {
        if (limit <= 0 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "a window needs a limit and a span above 0, was " + name + " " + limit + " per " + period);
        }
    }

    /** How much of it may be taken by a kind when nothing else was. */
    long usableBy(RequestKind kind) {
        return limit - reservedFrom(kind);
    }

    long reservedFrom(RequestKind kind) {
        return reserve ? kind.reserved(limit) : 0;
    }
}
