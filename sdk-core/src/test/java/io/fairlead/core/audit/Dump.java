package io.fairlead.core.audit;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All that stands in a store, as lines to compare. */
final class Dump {
    private Dump() {}

    /** Every column as this database gives it. */
    static List<String> raw(AuditDatabase database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (TableAccess access = database.connect();
                Statement statement = access.connection().createStatement()) {
            for (Table table : Schema.TABLES) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT * FROM " + table.name() + " ORDER BY " + keyOf(table))) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        StringBuilder line = new StringBuilder(table.name());
                        for (int i = 1; i <= columns; i++) {
                            line.append('|').append(rows.getString(i));
                        }
                        lines.add(line.toString());
                    }
                }
            }
        }
        return lines;
    }

    /** Every value as the projection means it: the same for each kind of database. */
    static List<String> meant(AuditDatabase database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (TableAccess access = database.connect()) {
            for (Table table : Schema.TABLES) {
                for (Row row : access.read(table, "ORDER BY " + keyOf(table))) {
                    StringBuilder line = new StringBuilder(table.name());
                    for (int i = 0; i < table.columns().size(); i++) {
                        Object value = row.at(i);
                        line.append('|').append(value instanceof BigDecimal number ? number.toPlainString() : value);
                    }
                    lines.add(line.toString());
                }
            }
        }
        lines.sort(String::compareTo);
        return lines;
    }

    private static String keyOf(Table table) {
        return table.key().stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
