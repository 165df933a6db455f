package io.fairlead.core.feed;

/** Takes bars as they are completed, without an object for each. Called on the thread that feeds the source. */
@FunctionalInterface
public interface BarSink {
    /**
     * The next bar.
     *
     * @param startNanos its first instant, in epoch nanoseconds, inclusive
     * @param endNanos its end, in epoch nanoseconds, exclusive
     * @param open first price
     * @param high highest price
     * @param low lowest price
     * @param close last price
     * @param volume units traded
     */
    void bar(long startNanos, long endNanos, double open, double high, double low, double close, double volume);
}
