package io.fairlead.core.indicator;

import io.fairlead.api.market.Bar;

/**
 * Average directional index: how strongly the price has a direction, whichever it is, from 0 to 100; with the two directional
 * indicators that it is made of. Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV.
 *
 * <p>A bar moves up by what its high rose if that is more than its low fell, and down the other way round; the lesser move counts as
 * none. The moves and the true ranges are summed over {@code window - 1} bars, then smoothed: each sum loses one part in
 * {@code window} and gains the new bar. {@link #plusDi()} and {@link #minusDi()} are the moves in percent of the true range; their
 * difference in percent of their sum is the directional index, 0 where neither moves; and {@link #value()} is its average, the
 * mean of the first {@code window}, then Wilder's ({@link Ema#wilder}). All three lines are ready together, with update number
 * {@code 2 × window}. TA-Lib does the same, but for ranges below 10<sup>-8</sup>.
 *
 * <p>One thread.
 */
public final class Adx extends Line {
    private final WilderSum upMoves;
    private final WilderSum downMoves;
    private final WilderSum ranges;
    private final SmoothedAverage index;
    private final Line plusDi;
    private final Line minusDi;
    private double lastHigh = Double.NaN;
    private double lastLow = Double.NaN;
    private double lastClose = Double.NaN;

    private Adx(int window) {
        super(2 * window);
        upMoves = new WilderSum(window);
        downMoves = new WilderSum(window);
        ranges = new WilderSum(window);
        index = SmoothedAverage.wilder(window);
        plusDi = new Line(warmUp());
        minusDi = new Line(warmUp());
    }

    /**
     * An index over so many bars; Wilder's own is 14.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Adx of(int window) {
        return new Adx(Input.window(window));
    }

    /**
     * Takes the next bar's prices.
     *
     * @throws IllegalArgumentException if one is NaN or infinite, or the high is below the low; nothing changes then
     */
    public void update(double high, double low, double close) {
        Input.range(high, low);
        Input.finite("close", close);
        if (!Double.isNaN(lastClose)) {
            move(high - lastHigh, lastLow - low, TrueRange.of(high, low, lastClose));
        }
        lastHigh = high;
        lastLow = low;
        lastClose = close;
    }

    /** Takes the next bar. */
    public void update(Bar bar) {
        update(bar.high(), bar.low(), bar.close());
    }

    private void move(double up, double down, double range) {
        upMoves.push(up > down && up > 0 ? up : 0);
        downMoves.push(down > up && down > 0 ? down : 0);
        ranges.push(range);
        if (ranges.isSmoothed()) {
            direct(percent(upMoves.value(), ranges.value()), percent(downMoves.value(), ranges.value()));
        }
    }

    private void direct(double plus, double minus) {
        index.push(percent(Math.abs(plus - minus), plus + minus));
        if (index.isReady()) {
            next(index.value());
            plusDi.next(plus);
            minusDi.next(minus);
        }
    }

    private static double percent(double part, double whole) {
        return whole > 0 ? 100 * (part / whole) : 0;
    }

    /** The upward moves in percent of the true range, 0 to 100. */
    public Indicator plusDi() {
        return plusDi;
    }

    /** The downward moves in percent of the true range, 0 to 100. */
    public Indicator minusDi() {
        return minusDi;
    }

    /** A plain sum of the first {@code window - 1} values; after that, one part in {@code window} goes with each that comes. */
    private static final class WilderSum {
        private final int window;
        private int seen;
        private double sum;

        WilderSum(int window) {
            this.window = window;
        }

        void push(double value) {
            if (seen < window) {
                seen++;
            }
            sum = isSmoothed() ? sum - sum / window + value : sum + value;
        }

        boolean isSmoothed() {
            return seen == window;
        }

        double value() {
            return sum;
        }
    }
}
