package io.fairlead.core.indicator;

/**
 * A simple moving average, and a band above and below it at a number of standard deviations. Source: John Bollinger, Bollinger on
 * Bollinger Bands, 2001: the deviation is that of the population of the same window.
 *
 * <p>{@link #value()} is the average. All three lines are ready together, with update number {@code window}; where all values are
 * equal, so are the lines. Values must stay below 10<sup>150</sup>, or their squares overflow. One thread.
 */
public final class BollingerBands extends Line {
    private final WindowSpread spread;
    private final int window;
    private final double deviations;
    private final Line upper;
    private final Line lower;

    private BollingerBands(int window, double deviations) {
        super(window);
        spread = new WindowSpread(window);
        this.window = window;
        this.deviations = deviations;
        upper = new Line(window);
        lower = new Line(window);
    }

    /**
     * Bands so many deviations away from an average over so many values.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>, and the number of deviations finite and above 0
     */
    public static BollingerBands of(int window, double deviations) {
        if (!(deviations > 0 && deviations <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("deviations must be finite and above 0, was " + deviations);
        }
        return new BollingerBands(Input.window(window), deviations);
    }

    /** Two deviations away from an average over 20 values. */
    public static BollingerBands classic() {
        return of(20, 2);
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        spread.push(Input.finite("value", value));
        if (spread.isFull()) {
            draw(spread.mean(), deviations * spread.deviation(window));
        }
    }

    private void draw(double mean, double distance) {
        next(mean);
        upper.next(mean + distance);
        lower.next(mean - distance);
    }

    /** The average and so many deviations. */
    public Indicator upper() {
        return upper;
    }

    /** The average less so many deviations. */
    public Indicator lower() {
        return lower;
    }
}
