package io.fairlead.core.report;

import java.util.Objects;

/** What stands in one place of a {@link ReportTable}. */
public sealed interface Cell {
    /** Nothing is known or there is nothing to say; sorts last. */
    Cell EMPTY = new Empty();

    /** Nothing. */
    record Empty() implements Cell {}

    /**
     * Words.
     *
     * @param value any text; shown as it is, whatever it holds
     */
    record Text(String value) implements Cell {
        /** Checks that there is a text. */
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A number; its column says how it is shown.
     *
     * @param value the number, finite
     */
    record Amount(double value) implements Cell {}

    /**
     * A moment.
     *
     * @param epochNanos in epoch nanoseconds
     */
    record Time(long epochNanos) implements Cell {}

    /**
     * A judgement between against and in favour, shown as a coloured mark.
     *
     * @param strength -1 (against) to 1 (in favour); 0 is neutral
     * @param label what the mark says, a few letters: {@code "+2 0.90"}
     * @param hint what is shown on asking; may be empty
     */
    record Score(double strength, String label, String hint) implements Cell {
        /** Checks the strength. */
        public Score {
            if (!(strength >= -1 && strength <= 1)) {
                throw new IllegalArgumentException("strength must be in -1..1, was " + strength);
            }
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(hint, "hint");
        }
    }

    /** Words; empty words are {@link #EMPTY}. */
    static Cell text(String value) {
        return value.isEmpty() ? EMPTY : new Text(value);
    }

    /** A number; one that is not finite is {@link #EMPTY}. */
    static Cell number(double value) {
        return Double.isFinite(value) ? new Amount(value) : EMPTY;
    }

    /** A moment, in epoch nanoseconds. */
    static Cell time(long epochNanos) {
        return new Time(epochNanos);
    }

    /** A judgement; see {@link Score}. */
    static Cell score(double strength, String label, String hint) {
        return new Score(strength, label, hint);
    }
}
