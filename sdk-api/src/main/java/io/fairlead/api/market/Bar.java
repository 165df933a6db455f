package io.fairlead.api.market;

import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;

/**
 * What happened in one interval, handed to a callback that asked for it. A bar is named by its start and becomes visible at its
 * end. Prices are doubles for statistics; an order's prices are made exact by whoever places it.
 *
 * @param instrument whose bar it is
 * @param interval how much time it covers
 * @param startNanos its first instant, in epoch nanoseconds; inclusive
 * @param endNanos its end, in epoch nanoseconds; exclusive, and when it became known
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume units traded, in shares, coins or contracts; 0 where the source has none
 */
public record Bar(
        InstrumentId instrument,
        BarInterval interval,
        long startNanos,
        long endNanos,
        double open,
        double high,
        double low,
        double close,
        double volume) {

    /** Its first instant. */
    public Instant start() {
        return EpochNanos.toInstant(startNanos);
    }

    /** Its end, when it became known. */
    public Instant end() {
        return EpochNanos.toInstant(endNanos);
    }

    /** (high + low + close) / 3. */
    public double typicalPrice() {
        return (high + low + close) / 3;
    }
}
