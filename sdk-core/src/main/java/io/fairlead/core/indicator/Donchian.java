package io.fairlead.core.indicator;

import io.fairlead.api.market.Bar;

/**
 * Donchian channel: the highest high and the lowest low of the latest {@code window} bars, and the middle between them; named after
 * Richard D. Donchian, whose four-week rule trades its breakouts.
 *
 * <p>{@link #value()} is the middle. The newest bar is part of the channel, so that no close lies outside it: a breakout is a close
 * beyond the channel before that bar, {@code bar.close() > channel.upper().previous()} once the bar has been taken in. All three
 * lines are ready together, with update number {@code window}. An update is O(1) on average. One thread.
 */
public final class Donchian extends Line {
    private final SlidingMax highs;
    private final SlidingMax lowsNegated;
    private final Line upper;
    private final Line lower;

    private Donchian(int window) {
        super(window);
        highs = new SlidingMax(window);
        lowsNegated = new SlidingMax(window);
        upper = new Line(window);
        lower = new Line(window);
    }

    /**
     * A channel over so many bars.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Donchian of(int window) {
        return new Donchian(Input.window(window));
    }

    /**
     * Takes the next bar's prices.
     *
     * @throws IllegalArgumentException if one is NaN or infinite, or the high is below the low; nothing changes then
     */
    public void update(double high, double low) {
        Input.range(high, low);
        highs.push(high);
        lowsNegated.push(-low);
        if (highs.isFull()) {
            draw(highs.value(), -lowsNegated.value());
        }
    }

    /** Takes the next bar. */
    public void update(Bar bar) {
        update(bar.high(), bar.low());
    }

    private void draw(double highest, double lowest) {
        next((highest + lowest) / 2);
        upper.next(highest);
        lower.next(lowest);
    }

    /** The highest high. */
    public Indicator upper() {
        return upper;
    }

    /** The lowest low. */
    public Indicator lower() {
        return lower;
    }
}
