package io.fairlead.core.report;

import io.fairlead.api.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows under headings that a reader of the report can sort, filter and leaf through; a row may unfold to details and may lead to the
 * price chart. Immutable; any thread.
 */
public final class ReportTable {
    private final List<Column> columns;
    private final List<Row> rows;

    private ReportTable(List<Column> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** A table with these columns and no rows yet. */
    public static Builder of(Column... columns) {
        return new Builder(List.of(columns));
    }

    /** A table with these columns and no rows yet. */
    public static Builder of(List<Column> columns) {
        return new Builder(List.copyOf(columns));
    }

    /** The columns, from left to right. */
    public List<Column> columns() {
        return columns;
    }

    /** The rows, from top to bottom as long as nobody sorts them. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Where on the price charts something happened.
     *
     * @param instrument whose chart
     * @param fromNanos from when, in epoch nanoseconds
     * @param toNanos until when, in epoch nanoseconds
     */
    public record Place(InstrumentId instrument, long fromNanos, long toNanos) {}

    /**
     * One line of what a row unfolds to.
     *
     * @param name what it is about
     * @param score its mark; {@link Cell#EMPTY} for none
     * @param text what there is to say
     */
    public record Detail(String name, Cell score, String text) {
        /** Checks the mark. */
        public Detail {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
            if (!(score instanceof Cell.Score || score instanceof Cell.Empty)) {
                throw new IllegalArgumentException("a detail has a score or nothing, was " + score);
            }
        }
    }

    /** One row. Immutable; any thread. */
    public static final class Row {
        private final List<Cell> cells;
        private final List<Detail> details;
        private final @Nullable Place place;

        private Row(List<Cell> cells, List<Detail> details, @Nullable Place place) {
            this.cells = cells;
            this.details = details;
            this.place = place;
        }

        /** A row of cells, one per column. */
        public static Row of(Cell... cells) {
            return of(List.of(cells));
        }

        /** A row of cells, one per column. */
        public static Row of(List<Cell> cells) {
            return new Row(List.copyOf(cells), List.of(), null);
        }

        /** The same row, unfolding to these lines. */
        public Row details(List<Detail> lines) {
            return new Row(cells, List.copyOf(lines), place);
        }

        /** The same row, leading to a place on the price charts. */
        public Row at(Place where) {
            return new Row(cells, details, Objects.requireNonNull(where, "where"));
        }

        /** The cells, one per column. */
        public List<Cell> cells() {
            return cells;
        }

        /** What the row unfolds to; empty if it does not. */
        public List<Detail> details() {
            return details;
        }

        /** Where the row leads. */
        public Optional<Place> place() {
            return Optional.ofNullable(place);
        }
    }

    /** Collects rows. One thread. */
    public static final class Builder {
        private final List<Column> columns;
        private final List<Row> rows = new ArrayList<>();

        private Builder(List<Column> columns) {
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a table needs at least one column");
            }
            this.columns = columns;
        }

        /**
         * Adds a row.
         *
         * @throws IllegalArgumentException if it has not one cell per column
         */
        public Builder row(Row row) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has one cell per column: " + columns.size() + ", not " + row.cells());
            }
            rows.add(row);
            return this;
        }

        /** Adds a row of cells, one per column. */
        public Builder row(Cell... cells) {
            return row(Row.of(cells));
        }

        /** The table. */
        public ReportTable build() {
            return new ReportTable(columns, List.copyOf(rows));
        }
    }
}
