package io.fairlead.core.indicator;

/**
 * The latest value itself, as a line: what it takes to ask whether the price crossed an average.
 *
 * <pre>{@code
 * close.update(bar.close());
 * average.update(bar.close());
 * if (close.crossedAbove(average)) …
 * }</pre>
 *
 * <p>Ready from the first update on. One thread.
 */
public final class Latest extends Line {
    private Latest() {
        super(1);
    }

    /** A line without a value yet. */
    public static Latest of() {
        return new Latest();
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        next(Input.finite("value", value));
    }
}
