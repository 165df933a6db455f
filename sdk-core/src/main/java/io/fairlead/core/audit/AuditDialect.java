package io.fairlead.core.audit;

import io.fairlead.api.market.EpochNanos;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The databases that are understood, and what they do differently. */
public enum AuditDialect {
    /** SQLite 3.35 or newer. It has no exact decimals: they are kept as text. */
    SQLITE {
        @Override
        String typeOf(ColumnType type) {
            return switch (type) {
                case LONG -> "BIGINT";
                case FLAG -> "INTEGER";
                case TEXT, DECIMAL, UTC -> "TEXT";
            };
        }

        @Override
        void bind(PreparedStatement into, int at, ColumnType type, Object value) throws SQLException {
            switch (type) {
                case LONG -> into.setLong(at, (Long) value);
                case TEXT -> into.setString(at, (String) value);
                case DECIMAL -> into.setString(at, ((BigDecimal) value).toPlainString());
                case FLAG -> into.setInt(at, (Boolean) value ? 1 : 0);
                case UTC ->
                    into.setString(at, TO_THE_NANOSECOND.format(moment(value).atOffset(ZoneOffset.UTC)));
            }
        }

        @Override
        @Nullable
        BigDecimal decimal(ResultSet from, int at) throws SQLException {
            String text = from.getString(at);
            return text == null ? null : new BigDecimal(text);
        }

        @Override
        List<String> settings() {
            return List.of("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA busy_timeout=5000");
        }
    },

    /** PostgreSQL 12 or newer. */
    POSTGRESQL {
        @Override
        String typeOf(ColumnType type) {
            return switch (type) {
                case LONG -> "BIGINT";
                case TEXT -> "TEXT";
                case DECIMAL -> "NUMERIC";
                case FLAG -> "BOOLEAN";
                case UTC -> "TIMESTAMP WITH TIME ZONE";
            };
        }

        @Override
        void bind(PreparedStatement into, int at, ColumnType type, Object value) throws SQLException {
            switch (type) {
                case LONG -> into.setLong(at, (Long) value);
                case TEXT -> into.setString(at, (String) value);
                case DECIMAL -> into.setBigDecimal(at, (BigDecimal) value);
                case FLAG -> into.setBoolean(at, (Boolean) value);
                case UTC ->
                    into.setObject(
                            at, moment(value).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            }
        }

        @Override
        @Nullable
        BigDecimal decimal(ResultSet from, int at) throws SQLException {
            return from.getBigDecimal(at);
        }

        @Override
        List<String> settings() {
            return List.of();
        }
    };

    private static final DateTimeFormatter TO_THE_NANOSECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'");

    abstract String typeOf(ColumnType type);

    abstract void bind(PreparedStatement into, int at, ColumnType type, Object value) throws SQLException;

    abstract @Nullable BigDecimal decimal(ResultSet from, int at) throws SQLException;

    /** Statements that a new connection begins with. */
    abstract List<String> settings();

    void bindNull(PreparedStatement into, int at, ColumnType type) throws SQLException {
        into.setNull(
                at,
                switch (type) {
                    case LONG -> Types.BIGINT;
                    case TEXT -> Types.VARCHAR;
                    case DECIMAL -> this == SQLITE ? Types.VARCHAR : Types.NUMERIC;
                    case FLAG -> this == SQLITE ? Types.INTEGER : Types.BOOLEAN;
                    case UTC -> this == SQLITE ? Types.VARCHAR : Types.TIMESTAMP_WITH_TIMEZONE;
                });
    }

    /** A value as a row keeps it; what is there for people only is not read back. */
    @Nullable
    Object read(ResultSet from, int at, ColumnType type) throws SQLException {
        Object value = switch (type) {
            case LONG -> from.getLong(at);
            case TEXT -> from.getString(at);
            case DECIMAL -> decimal(from, at);
            case FLAG -> from.getBoolean(at);
            case UTC -> null;
        };
        if (value == null || from.wasNull()) {
            return null;
        }
        return value instanceof BigDecimal number ? Row.natural(number) : value;
    }

    private static Instant moment(Object nanos) {
        return EpochNanos.toInstant((Long) nanos);
    }
}
