package io.fairlead.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table as the projection writes it: its columns in order, the first of them its key. Immutable. */
final class Table {
    /** What the names of all our tables begin with: a host's own tables in the same database are never meant. */
    static final String PREFIX = "audit_";

    private final String name;
    private final int since;
    private final String meaning;
    private final List<Column> columns;
    private final int keys;
    private final List<List<String>> indexes;
    private final Map<String, Integer> places = new HashMap<>();

    private Table(Builder from) {
        name = from.name;
        since = from.since;
        meaning = from.meaning;
        columns = List.copyOf(from.columns);
        keys = from.keys;
        indexes = List.copyOf(from.indexes);
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    static Builder named(String name, int since, String meaning) {
        return new Builder(PREFIX + name, since, meaning);
    }

    String name() {
        return name;
    }

    int since() {
        return since;
    }

    String meaning() {
        return meaning;
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> key() {
        return columns.subList(0, keys);
    }

    /** Columns by which rows are looked up beyond the key, one index each. */
    List<List<String>> indexes() {
        return indexes;
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("table " + name + " has no column " + column);
        }
        return place;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects a table; key columns come first. */
    static final class Builder {
        private final String name;
        private final int since;
        private final String meaning;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<String>> indexes = new ArrayList<>();
        private int keys;

        private Builder(String name, int since, String meaning) {
            this.name = name;
            this.since = since;
            this.meaning = meaning;
        }

        Builder key(String column, ColumnType type, String what) {
            keys++;
            return add(column, type, true, since, what);
        }

        Builder required(String column, ColumnType type, String what) {
            return add(column, type, true, since, what);
        }

        Builder optional(String column, ColumnType type, String what) {
            return add(column, type, false, since, what);
        }

        /** A column that came after its table. */
        Builder later(int version, String column, ColumnType type, String what) {
            return add(column, type, false, version, what);
        }

        /** A moment as two columns: {@code x_nanos} since the epoch, and {@code x_utc} for people. */
        Builder time(String stem, boolean required, String what) {
            add(stem + "_nanos", ColumnType.LONG, required, since, what + ", in nanoseconds since 1970");
            return add(stem + "_utc", ColumnType.UTC, required, since, "the same for people");
        }

        Builder index(String... on) {
            indexes.add(List.of(on));
            return this;
        }

        private Builder add(String column, ColumnType type, boolean required, int version, String what) {
            columns.add(new Column(column, type, required, version, what));
            return this;
        }

        Table build() {
            return new Table(this);
        }
    }
}
