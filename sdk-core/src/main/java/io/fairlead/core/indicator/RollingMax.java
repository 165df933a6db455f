package io.fairlead.core.indicator;

/**
 * The greatest of the latest {@code window} values, the newest one among them.
 *
 * <p>The first value comes with update number {@code window}. An update is O(1) on average: a value is looked at once when it comes
 * and once when it goes. One thread.
 */
public final class RollingMax extends Line {
    private final SlidingMax greatest;

    private RollingMax(int window) {
        super(window);
        greatest = new SlidingMax(window);
    }

    /**
     * The greatest of so many values.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static RollingMax of(int window) {
        return new RollingMax(Input.window(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        greatest.push(Input.finite("value", value));
        if (greatest.isFull()) {
            next(greatest.value());
        }
    }
}
