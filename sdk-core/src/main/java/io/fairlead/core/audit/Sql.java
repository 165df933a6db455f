package io.fairlead.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements for tables, in the words of a dialect. Both know {@code INSERT ... ON CONFLICT}. */
final class Sql {
    private Sql() {}

    /** What brings a database from the version before to this one: new tables, then new columns of old ones. */
    static List<String> migration(List<Table> tables, int version, AuditDialect dialect) {
        List<String> statements = new ArrayList<>();
        for (Table table : tables) {
            if (table.since() == version) {
                statements.add(create(table, version, dialect));
                table.indexes().forEach(columns -> statements.add(index(table, columns)));
            } else if (table.since() < version) {
                for (Column column : table.columns()) {
                    if (column.since() == version) {
                        statements.add("ALTER TABLE " + table.name() + " ADD COLUMN " + column.name() + " "
                                + dialect.typeOf(column.type()));
                    }
                }
            }
        }
        return statements;
    }

    private static String create(Table table, int version, AuditDialect dialect) {
        String columns = table.columns().stream()
                .filter(column -> column.since() <= version)
                .map(column ->
                        column.name() + " " + dialect.typeOf(column.type()) + (column.required() ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + table.name() + " (" + columns + ", PRIMARY KEY (" + names(table.key()) + "))";
    }

    private static String index(Table table, List<String> columns) {
        return "CREATE INDEX " + table.name() + "_by_" + String.join("_", columns) + " ON " + table.name() + " ("
                + String.join(", ", columns) + ")";
    }

    /** Puts a row in, unless there is one with its key. */
    static String insertIfAbsent(Table table) {
        return insert(table) + "NOTHING";
    }

    private static String insert(Table table) {
        String marks = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + table.name() + " (" + names(table.columns()) + ") VALUES (" + marks + ") ON CONFLICT ("
                + names(table.key()) + ") DO ";
    }

    /** Puts a row in, or in the place of the one with its key. */
    static String upsert(Table table) {
        List<Column> rest =
                table.columns().subList(table.key().size(), table.columns().size());
        String changes = rest.stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        return insert(table) + "UPDATE SET " + changes;
    }

    /** Reads whole rows. */
    static String select(Table table, String rest) {
        return "SELECT " + names(table.columns()) + " FROM " + table.name() + " " + rest;
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
