package io.fairlead.api.market;

import io.fairlead.api.instrument.InstrumentId;

/**
 * The bars of one instrument and interval that are known now, as columns: a live, read-only view that grows as bars become
 * visible. Bars are counted back from the latest: {@code close(0)} is the latest close, {@code close(1)} the one before.
 *
 * <p>On the session's thread only. Every reader throws {@link io.fairlead.api.LookAheadException} for a negative count (a later
 * bar is not known yet) and {@link IndexOutOfBoundsException} beyond {@link #size()}.
 */
public interface BarSeries {
    /** Whose bars these are. */
    InstrumentId instrument();

    /** How much time each bar covers. */
    BarInterval interval();

    /** How many bars are known now, warm-up included. */
    int size();

    /** Start of the bar, in epoch nanoseconds. */
    long startNanos(int barsAgo);

    /** End of the bar, in epoch nanoseconds. */
    long endNanos(int barsAgo);

    /** First price. */
    double open(int barsAgo);

    /** Highest price. */
    double high(int barsAgo);

    /** Lowest price. */
    double low(int barsAgo);

    /** Last price. */
    double close(int barsAgo);

    /** Units traded. */
    double volume(int barsAgo);

    /** The bar as a value. */
    default Bar bar(int barsAgo) {
        return new Bar(
                instrument(),
                interval(),
                startNanos(barsAgo),
                endNanos(barsAgo),
                open(barsAgo),
                high(barsAgo),
                low(barsAgo),
                close(barsAgo),
                volume(barsAgo));
    }
}
