package io.fairlead.orchestrator;

import io.fairlead.api.LookAheadException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;

/**
 * The latest bars of one symbol in columns. Readers see the held bars only; as many again stay in memory behind them, so that what
 * is gathered over the held bars can subtract those that have left. Every bar has a number: 0 for the first ever.
 */
final class BarRing implements BarSeries {
    private final InstrumentId instrument;
    private final int held;
    private final int mask;
    private final long[] starts;
    private final long[] ends;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final double[] volumes;
    private BarInterval interval;
    private long count;

    BarRing(InstrumentId instrument, BarInterval interval, int held) {
        this.instrument = instrument;
        this.interval = interval;
        this.held = held;
        int capacity = Integer.highestOneBit(2 * held - 1) << 1;
        mask = capacity - 1;
        starts = new long[capacity];
        ends = new long[capacity];
        opens = new double[capacity];
        highs = new double[capacity];
        lows = new double[capacity];
        closes = new double[capacity];
        volumes = new double[capacity];
    }

    void add(
            BarInterval barInterval,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        int slot = (int) (count & mask);
        starts[slot] = startNanos;
        ends[slot] = endNanos;
        opens[slot] = open;
        highs[slot] = high;
        lows[slot] = low;
        closes[slot] = close;
        volumes[slot] = volume;
        interval = barInterval;
        count++;
    }

    /** How many bars there have ever been. */
    long count() {
        return count;
    }

    /** The number of the oldest bar held. */
    long firstHeld() {
        return Math.max(0, count - held);
    }

    /** The number of the oldest bar still in memory. */
    long firstInMemory() {
        return Math.max(0, count - mask - 1);
    }

    /** The close of a numbered bar that is in memory. */
    double closeOf(long number) {
        return closes[(int) (number & mask)];
    }

    /** The volume of a numbered bar that is in memory. */
    double volumeOf(long number) {
        return volumes[(int) (number & mask)];
    }

    /** {@code close(0) / close(closes - 1) - 1}; the caller has seen that so many are held. */
    double returnOver(int span) {
        return closes[(int) ((count - 1) & mask)] / closes[(int) ((count - span) & mask)] - 1;
    }

    @Override
    public InstrumentId instrument() {
        return instrument;
    }

    @Override
    public BarInterval interval() {
        return interval;
    }

    @Override
    public int size() {
        return (int) Math.min(count, held);
    }

    @Override
    public long startNanos(int barsAgo) {
        return starts[slot(barsAgo)];
    }

    @Override
    public long endNanos(int barsAgo) {
        return ends[slot(barsAgo)];
    }

    @Override
    public double open(int barsAgo) {
        return opens[slot(barsAgo)];
    }

    @Override
    public double high(int barsAgo) {
        return highs[slot(barsAgo)];
    }

    @Override
    public double low(int barsAgo) {
        return lows[slot(barsAgo)];
    }

    @Override
    public double close(int barsAgo) {
        return closes[slot(barsAgo)];
    }

    @Override
    public double volume(int barsAgo) {
        return volumes[slot(barsAgo)];
    }

    private int slot(int barsAgo) {
        if (barsAgo < 0) {
            throw new LookAheadException("bar " + barsAgo + " of " + instrument
                    + " is not known yet; 0 is the latest bar, 1 the one before");
        }
        if (barsAgo >= size()) {
            throw new IndexOutOfBoundsException(
                    "bar " + barsAgo + " of " + instrument + " was asked for, but only " + size() + " are held");
        }
        return (int) ((count - 1 - barsAgo) & mask);
    }

    @Override
    public String toString() {
        return size() + " bars of " + instrument;
    }
}
