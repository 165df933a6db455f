package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The price of something held has moved by more than this within a short while. How far back it looks lies between one and two times
 * the window: the lowest and highest price of this window and of the one before are kept, nothing else.
 */
final class VolatilityBreaker extends Breaker {
    static final String NAME = "volatility";

    private final long reduceMillionths;
    private final long haltMillionths;
    private final Duration window;

    VolatilityBreaker(long reduceMillionths, long haltMillionths, Duration window) {
        this.reduceMillionths = reduceMillionths;
        this.haltMillionths = haltMillionths;
        this.window = window;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return NAME + ": REDUCE_ONLY once the price of something held has moved by "
                + Millionths.asPercent(reduceMillionths) + " percent within " + window + ", HALTED at "
                + Millionths.asPercent(haltMillionths);
    }

    @Override
    BreakerWatch watch() {
        return new VolatilityWatch();
    }

    /** Lowest and highest of one span of time. */
    private static final class Range {
        private long startNanos = Long.MIN_VALUE;
        private long lowest;
        private long highest;

        private void begin(long nowNanos, long price) {
            startNanos = nowNanos;
            lowest = price;
            highest = price;
        }

        private boolean covers(long nowNanos, long spanNanos) {
            return startNanos != Long.MIN_VALUE && nowNanos - startNanos < spanNanos;
        }
    }

    private static final class Ranges {
        private Range before = new Range();
        private Range current = new Range();

        private void take(long nowNanos, long price, long windowNanos) {
            if (!current.covers(nowNanos, windowNanos)) {
                Range oldest = before;
                before = current;
                current = oldest;
                current.begin(nowNanos, price);
            }
            current.lowest = Math.min(current.lowest, price);
            current.highest = Math.max(current.highest, price);
        }
    }

    private final class VolatilityWatch extends BreakerWatch {
        private final long windowNanos = window.toNanos();
        private Ranges[] instruments = new Ranges[8];

        private VolatilityWatch() {
            super(NAME);
        }

        @Override
        Optional<Trip> onPrice(long nowNanos, int instrument, String name, long price) {
            Ranges ranges = at(instrument);
            ranges.take(nowNanos, price, windowNanos);
            long lowest = ranges.current.lowest;
            long highest = ranges.current.highest;
            if (ranges.before.covers(nowNanos, 2 * windowNanos)) {
                lowest = Math.min(lowest, ranges.before.lowest);
                highest = Math.max(highest, ranges.before.highest);
            }
            return hasReached(TradingState.HALTED) || lowest <= 0
                    ? Optional.empty()
                    : judge(name, price, lowest, highest);
        }

        private Optional<Trip> judge(String name, long price, long lowest, long highest) {
            boolean up = price - lowest >= highest - price;
            long move = up ? price - lowest : highest - price;
            long from = up ? lowest : highest;
            if (Millionths.isMore(move, from, haltMillionths)) {
                return trip(TradingState.HALTED, detail(name, move, from, haltMillionths));
            }
            return !hasReached(TradingState.REDUCE_ONLY) && Millionths.isMore(move, from, reduceMillionths)
                    ? trip(TradingState.REDUCE_ONLY, detail(name, move, from, reduceMillionths))
                    : Optional.empty();
        }

        private String detail(String name, long move, long from, long millionths) {
            return "instrument=" + name + " movedPercent=" + Millionths.asPercent(Millionths.ratio(move, from))
                    + " maxPercent=" + Millionths.asPercent(millionths) + " window=" + window;
        }

        private Ranges at(int instrument) {
            if (instrument >= instruments.length) {
                instruments = Arrays.copyOf(instruments, Math.max(instrument + 1, instruments.length * 2));
            }
            Ranges ranges = instruments[instrument];
            if (ranges == null) {
                ranges = new Ranges();
                instruments[instrument] = ranges;
            }
            return ranges;
        }

        @Override
        void startOver(long nowNanos) {
            instruments = new Ranges[8];
        }
    }
}
