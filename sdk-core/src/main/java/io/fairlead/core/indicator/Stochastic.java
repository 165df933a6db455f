package io.fairlead.core.indicator;

import io.fairlead.api.market.Bar;

/**
 * Stochastic oscillator: where the close lies in the range of the latest {@code window} bars, 0 at its lowest low and 100 at its
 * highest high. Source: George C. Lane, Lane's Stochastics, Technical Analysis of Stocks &amp; Commodities 2, 1984.
 *
 * <p>{@link #value()} is %K: 100 × (close - lowest low) / (highest high - lowest low), and of that the simple mean of the latest
 * {@code smoothing} ones; a smoothing of 1 gives the fast oscillator. {@link #signal()} is %D, the simple mean of the latest
 * {@code signal} values of %K. Both are ready together, with update number {@code window + smoothing + signal - 2}. A range without
 * any height counts as 50, neither high nor low; TA-Lib says 0 there.
 *
 * <p>One thread.
 */
public final class Stochastic extends Line {
    private final SlidingMax highs;
    private final SlidingMax lowsNegated;
    private final WindowSum places;
    private final WindowSum smoothed;
    private final Line signal;

    private Stochastic(int window, int smoothing, int signal) {
        super(window + smoothing + signal - 2);
        highs = new SlidingMax(window);
        lowsNegated = new SlidingMax(window);
        places = new WindowSum(smoothing);
        smoothed = new WindowSum(signal);
        this.signal = new Line(warmUp());
    }

    /**
     * With windows of one's own.
     *
     * @param window how many bars make the range
     * @param smoothing over how many values %K is averaged
     * @param signal over how many values of %K the average %D goes
     * @throws IllegalArgumentException unless each is 1 to 2<sup>24</sup>
     */
    public static Stochastic of(int window, int smoothing, int signal) {
        Input.window(window);
        Input.window("smoothing", smoothing, 1);
        Input.window("signal window", signal, 1);
        return new Stochastic(window, smoothing, signal);
    }

    /** The slow oscillator, 14, 3 and 3. */
    public static Stochastic classic() {
        return of(14, 3, 3);
    }

    /**
     * Takes the next bar's prices.
     *
     * @throws IllegalArgumentException if one is NaN or infinite, or the high is below the low; nothing changes then
     */
    public void update(double high, double low, double close) {
        Input.range(high, low);
        Input.finite("close", close);
        highs.push(high);
        lowsNegated.push(-low);
        if (highs.isFull()) {
            smooth(place(close, highs.value(), -lowsNegated.value()));
        }
    }

    /** Takes the next bar. */
    public void update(Bar bar) {
        update(bar.high(), bar.low(), bar.close());
    }

    private static double place(double close, double highest, double lowest) {
        return highest > lowest ? 100 * ((close - lowest) / (highest - lowest)) : 50;
    }

    private void smooth(double place) {
        places.push(place);
        if (places.isFull()) {
            draw(places.mean());
        }
    }

    private void draw(double k) {
        smoothed.push(k);
        if (smoothed.isFull()) {
            next(k);
            signal.next(smoothed.mean());
        }
    }

    /** %D, the average of %K. */
    public Indicator signal() {
        return signal;
    }
}
