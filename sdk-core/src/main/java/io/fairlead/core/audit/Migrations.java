package io.fairlead.core.audit;

import io.fairlead.api.BadInputException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings a database forward to this library's schema, one version after the other, each in a transaction of its own. Which version a
 * database has stands in its table {@code audit_schema}.
 */
final class Migrations {
    private static final String VERSIONS = Table.PREFIX + "schema";

    private final List<Table> tables;
    private final int version;

    Migrations(List<Table> tables, int version) {
        this.tables = tables;
        this.version = version;
    }

    /** The migrations of this library. */
    static Migrations standard() {
        return new Migrations(Schema.TABLES, Schema.VERSION);
    }

    /**
     * Brings it forward; does nothing if it is there already.
     *
     * @throws BadInputException if it is of a newer library
     */
    void apply(TableAccess database, String name) throws SQLException {
        database.execute(
                "CREATE TABLE IF NOT EXISTS " + VERSIONS + " (version BIGINT NOT NULL, PRIMARY KEY (version))");
        database.connection().commit();
        int found = found(database);
        if (found > version) {
            throw new BadInputException(
                    "audit store " + name + " has schema version " + found + ", this library knows up to " + version
                            + ": use the library that made it, or remove its tables and build it anew");
        }
        for (int next = found + 1; next <= version; next++) {
            for (String statement : Sql.migration(tables, next, database.dialect())) {
                database.execute(statement);
            }
            database.update("INSERT INTO " + VERSIONS + " (version) VALUES (?)", (long) next);
            database.connection().commit();
        }
    }

    /** Removes all tables of the projection; others are left alone. */
    void drop(TableAccess database) throws SQLException {
        for (Table table : tables) {
            database.execute("DROP TABLE IF EXISTS " + table.name());
        }
        database.execute("DROP TABLE IF EXISTS " + VERSIONS);
        database.connection().commit();
    }

    private static int found(TableAccess database) throws SQLException {
        try (PreparedStatement asks =
                        database.connection().prepareStatement("SELECT COALESCE(MAX(version), 0) FROM " + VERSIONS);
                ResultSet answer = asks.executeQuery()) {
            return answer.next() ? answer.getInt(1) : 0;
        }
    }
}
