package io.fairlead.core.indicator;

/**
 * The smallest of the latest {@code window} values, the newest one among them.
 *
 * <p>The first value comes with update number {@code window}. An update is O(1) on average: a value is looked at once when it comes
 * and once when it goes. One thread.
 */
public final class RollingMin extends Line {
    private final SlidingMax greatestNegated;

    private RollingMin(int window) {
        super(window);
        greatestNegated = new SlidingMax(window);
    }

    /**
     * The smallest of so many values.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static RollingMin of(int window) {
        return new RollingMin(Input.window(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        greatestNegated.push(-Input.finite("value", value));
        if (greatestNegated.isFull()) {
            next(-greatestNegated.value());
        }
    }
}
