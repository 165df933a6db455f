package io.fairlead.core.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows in and out over one connection. One thread. */
final class TableAccess implements AutoCloseable {
    private final Connection connection;
    private final AuditDialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    TableAccess(Connection connection, AuditDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Connection connection() {
        return connection;
    }

    AuditDialect dialect() {
        return dialect;
    }

    void execute(String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /** How many rows a statement changed. */
    int update(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, parameters);
        return statement.executeUpdate();
    }

    /** Puts rows of one table in; no two of them may have one key. */
    void write(Collection<Row> rows, String sql) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepare(sql);
        for (Row row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Rows of a table; {@code rest} is what follows its name: {@code WHERE run = ? ORDER BY seq}. */
    List<Row> read(Table table, String rest, Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(Sql.select(table, rest));
        bind(statement, parameters);
        try (ResultSet found = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row(table, found));
            }
            return rows;
        }
    }

    private Row row(Table table, ResultSet from) throws SQLException {
        Row row = new Row(table);
        List<Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            row.read(i, dialect.read(from, i + 1, columns.get(i).type()));
        }
        return row;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setString(i + 1, (String) parameters[i]);
            }
        }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        List<Column> columns = row.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            ColumnType type = columns.get(i).type();
            // a moment for people is made from the nanoseconds in the column before it
            @Nullable Object value = row.at(type == ColumnType.UTC ? i - 1 : i);
            if (value == null) {
                dialect.bindNull(statement, i + 1, type);
            } else {
                dialect.bind(statement, i + 1, type, value);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
