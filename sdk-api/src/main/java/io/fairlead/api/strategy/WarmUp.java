package io.fairlead.api.strategy;

/**
 * How much history a subscription delivers before the live bars. Warm-up bars come through {@code onBar} as the others do, while
 * {@link StrategyContext#isWarmingUp()} is true and orders are denied.
 *
 * @param bars how many bars, zero or more
 */
public record WarmUp(int bars) {
    /** No history. */
    public static final WarmUp NONE = new WarmUp(0);

    /** Checks the count. */
    public WarmUp {
        if (bars < 0) {
            throw new IllegalArgumentException("warm-up must be 0 bars or more, was " + bars);
        }
    }

    /** So many bars of the subscribed interval. */
    public static WarmUp bars(int count) {
        return new WarmUp(count);
    }
}
