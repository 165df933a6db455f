package io.fairlead.core.audit;

import io.fairlead.api.Decimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a table: values by column name. Two rows are never equal. One thread. */
final class Row {
    private final Table table;
    private final @Nullable Object[] values;

    Row(Table table) {
        this.table = table;
        this.values = new Object[table.columns().size()];
    }

    Table table() {
        return table;
    }

    @Nullable
    Object at(int place) {
        return values[place];
    }

    /** The values of its key. */
    List<Object> key() {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            key.add(Objects.requireNonNull(values[i], () -> table + " without its key"));
        }
        return key;
    }

    Row set(String column, long value) {
        return put(column, ColumnType.LONG, value);
    }

    Row set(String column, @Nullable String value) {
        return put(column, ColumnType.TEXT, value == null ? null : PlainText.of(value));
    }

    Row set(String column, boolean value) {
        return put(column, ColumnType.FLAG, value);
    }

    Row set(String column, @Nullable BigDecimal value) {
        return put(column, ColumnType.DECIMAL, value == null ? null : natural(value));
    }

    Row set(String column, @Nullable Enum<?> value) {
        return put(column, ColumnType.TEXT, value == null ? null : value.name());
    }

    Row setDecimal(String column, Optional<? extends Decimal> value) {
        return set(column, value.map(Decimal::value).orElse(null));
    }

    Row setNumber(String column, @Nullable Long value) {
        return put(column, ColumnType.LONG, value);
    }

    /** The moment {@code stem_nanos} and {@code stem_utc}. */
    Row setTime(String stem, @Nullable Long nanos) {
        return put(stem + "_nanos", ColumnType.LONG, nanos);
    }

    private Row put(String column, ColumnType type, @Nullable Object value) {
        int place = table.place(column);
        if (table.columns().get(place).type() != type) {
            throw new IllegalArgumentException(table + "." + column + " is no " + type);
        }
        values[place] = value;
        return this;
    }

    void read(int place, @Nullable Object value) {
        values[place] = value;
    }

    boolean has(String column) {
        return values[table.place(column)] != null;
    }

    @Nullable
    String text(String column) {
        return (String) values[table.place(column)];
    }

    String words(String column) {
        String text = text(column);
        return text == null ? "" : text;
    }

    @Nullable
    BigDecimal decimal(String column) {
        return (BigDecimal) values[table.place(column)];
    }

    BigDecimal amount(String column) {
        BigDecimal value = decimal(column);
        return value == null ? BigDecimal.ZERO : value;
    }

    @Nullable
    Long number(String column) {
        return (Long) values[table.place(column)];
    }

    long whole(String column) {
        Long value = number(column);
        if (value == null) {
            throw new IllegalStateException(table + "." + column + " is null");
        }
        return value;
    }

    boolean flag(String column) {
        return Boolean.TRUE.equals(values[table.place(column)]);
    }

    <E extends Enum<E>> E word(String column, Class<E> words) {
        return Enum.valueOf(words, words(column));
    }

    /** The number without trailing zeros and never with an exponent, so that one number has one text. */
    static BigDecimal natural(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
