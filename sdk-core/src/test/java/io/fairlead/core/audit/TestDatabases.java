package io.fairlead.core.audit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Real databases, empty ones: files of SQLite, and databases on a PostgreSQL that the first test starts. */
public final class TestDatabases {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    /** Started once, ended by a hook of its own when the JVM ends. */
    private static final class Postgres {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A database without tables. */
    static AuditDatabase fresh(AuditDialect dialect, Path folder) throws SQLException {
        String name = "audit" + COUNT.incrementAndGet();
        if (dialect == AuditDialect.SQLITE) {
            return AuditDatabase.sqlite(folder.resolve(name + ".db"));
        }
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(
                platform.equals("Linux amd64"), "PostgreSQL's programs are here for Linux amd64, this is " + platform);
        try (Connection admin = Postgres.RUNNING.getPostgresDatabase().getConnection();
                Statement create = admin.createStatement()) {
            create.execute("CREATE DATABASE " + name);
        }
        String url = "jdbc:postgresql://localhost:" + Postgres.RUNNING.getPort() + "/" + name;
        return AuditDatabase.url(url, Optional.of("postgres"), Optional.empty());
    }
}
