package io.fairlead.core.indicator;

/**
 * Rate of change: by how many percent the value differs from the one {@code window} updates earlier,
 * 100 × (value / earlier - 1).
 *
 * <p>The first value comes with update number {@code window + 1}. It is 0 where the earlier value is 0, as in TA-Lib; where that one
 * is negative, as a spread may be, the sign turns. One thread.
 */
public final class Roc extends Line {
    private final Window window;

    private Roc(int window) {
        super(window + 1);
        this.window = new Window(window);
    }

    /**
     * The change over so many updates.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Roc of(int window) {
        return new Roc(Input.window(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        Input.finite("value", value);
        boolean measurable = window.isFull();
        double earlier = window.push(value);
        if (measurable) {
            next(earlier == 0 ? 0 : 100 * ((value - earlier) / earlier));
        }
    }
}
