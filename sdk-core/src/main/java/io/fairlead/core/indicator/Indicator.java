package io.fairlead.core.indicator;

/**
 * A line of values, one per update, that remembers the latest and the one before.
 *
 * <p>An indicator is fed by its own {@code update} and holds what it needs itself, so that an update takes the same few steps
 * whatever the window. It belongs to one thread. Feed the indicators of one strategy once per bar, all of them before the first
 * question, or {@link #previous()} of one and of another speak of different bars.
 *
 * <p>Whoever implements it keeps to this: {@link #value()} is {@link Double#NaN} until {@link #isReady()}, and
 * {@link #previous()} is NaN until the update after that.
 */
public interface Indicator {
    /** The value after the latest update; NaN before {@link #isReady()}. */
    double value();

    /** The value after the update before the latest; NaN where that one was not ready. */
    double previous();

    /** How many updates the first value takes; 1 or more. */
    int warmUp();

    /** Whether there is a value: true from update number {@link #warmUp()} on. */
    default boolean isReady() {
        return !Double.isNaN(value());
    }

    /**
     * Whether this line went above the other with the latest update: it is strictly above now, and was below or equal before.
     * Equal now is not above; a line that touches the other from above and rises again has crossed again. False unless both
     * were ready before the latest update.
     */
    default boolean crossedAbove(Indicator other) {
        return value() > other.value() && previous() <= other.previous();
    }

    /** Whether this line went below the other with the latest update: the mirror image of {@link #crossedAbove(Indicator)}. */
    default boolean crossedBelow(Indicator other) {
        return value() < other.value() && previous() >= other.previous();
    }

    /** Whether this line went above a level with the latest update: strictly above now, below or equal before. */
    default boolean crossedAbove(double level) {
        return value() > level && previous() <= level;
    }

    /** Whether this line went below a level with the latest update: strictly below now, above or equal before. */
    default boolean crossedBelow(double level) {
        return value() < level && previous() >= level;
    }
}
