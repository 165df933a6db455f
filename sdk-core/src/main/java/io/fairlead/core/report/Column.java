package io.fairlead.core.report;

import java.util.Objects;

/**
 * A column of a {@link ReportTable}: its heading and how its cells are shown. Immutable; any thread.
 *
 * @param title the heading, a word or two
 * @param kind how the cells are shown and sorted
 * @param hint what the heading means, shown on asking; may be empty
 * @param filtered whether the reader can pick one of its values; for words of which there are few
 */
public record Column(String title, Kind kind, String hint, boolean filtered) {
    /** How the cells of a column are shown. */
    public enum Kind {
        /** Words, to the left. */
        TEXT,
        /** Words that are not needed on a narrow screen. */
        NOTE,
        /** A moment, in the report's time zone. */
        TIME,
        /** A moment after that of the first {@link #TIME}, shown without its date where that is the same. */
        UNTIL,
        /** A number with as many decimals as it has, up to eight. */
        NUMBER,
        /** A number with three decimals. */
        RATIO,
        /** A number with two decimals and up to four where it has them; up to eight below one. */
        PRICE,
        /** An amount with two decimals, coloured by its sign. */
        PROFIT,
        /** A fraction, shown in percent and coloured by its sign. */
        CHANGE,
        /** A fraction, shown in percent. */
        PERCENT,
        /** A number of seconds, shown as days, hours and minutes. */
        DURATION,
        /** A {@link Cell.Score}. */
        SCORE
    }

    /** Checks the heading. */
    public Column {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a column needs a heading");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hint, "hint");
    }

    /** A column. */
    public static Column of(String title, Kind kind) {
        return new Column(title, kind, "", false);
    }

    /** The same column with an explanation of its heading. */
    public Column hint(String explanation) {
        return new Column(title, kind, explanation, filtered);
    }

    /** The same column with a choice of its values above the table. */
    public Column withFilter() {
        return new Column(title, kind, hint, true);
    }
}
