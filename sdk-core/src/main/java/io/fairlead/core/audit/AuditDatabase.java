package io.fairlead.core.audit;

import static java.util.Objects.requireNonNull;

import io.fairlead.api.BadInputException;
import io.fairlead.spi.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Where an audit store lies: a file of SQLite, a PostgreSQL, or whatever a host's {@link DataSource} leads to. The driver is the
 * host's to bring. A password is a {@link Secret}, handed in apart from the address: an address that carries one is refused, and
 * shown without it. Immutable; any thread.
 */
public final class AuditDatabase {
    /** Names a file of SQLite or a JDBC URL. */
    public static final String PATH_VARIABLE = "TRADING_DB_PATH";
    /** The user of a PostgreSQL, as its own tools name it. */
    public static final String USER_VARIABLE = "PGUSER";
    /** The password of a PostgreSQL; wins over {@link #PG_PASSWORD_VARIABLE}. */
    public static final String PASSWORD_VARIABLE = "FAIRLEAD_DB_PASSWORD";
    /** The password of a PostgreSQL, as its own tools name it. */
    public static final String PG_PASSWORD_VARIABLE = "PGPASSWORD";

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** What connects. */
    @FunctionalInterface
    private interface Connector {
        Connection connect() throws SQLException;
    }

    private final String name;
    private final AuditDialect dialect;
    private final Connector connector;

    private AuditDatabase(String name, AuditDialect dialect, Connector connector) {
        this.name = name;
        this.dialect = dialect;
        this.connector = connector;
    }

    /** A file of SQLite; made if it is not there. Its folder must be. */
    public static AuditDatabase sqlite(Path file) {
        return new AuditDatabase(
                file.toString(), AuditDialect.SQLITE, () -> DriverManager.getConnection(SQLITE + file));
    }

    /**
     * By its JDBC address.
     *
     * @param url {@code jdbc:sqlite:...} or {@code jdbc:postgresql:...}, without a password
     * @param user as whom; empty if the address says it, or nobody asks
     * @param password empty if nobody asks
     * @throws BadInputException if the address is of another database, or carries a password
     */
    public static AuditDatabase url(String url, Optional<String> user, Optional<Secret> password) {
        String shown = JdbcUrl.redacted(url);
        if (!shown.equals(url)) {
            throw new BadInputException(
                    "the address " + shown + " carries a secret; leave it out, and hand it in apart: "
                            + "the program reads " + PASSWORD_VARIABLE + " and " + PG_PASSWORD_VARIABLE);
        }
        AuditDialect dialect;
        if (url.startsWith(SQLITE)) {
            dialect = AuditDialect.SQLITE;
        } else if (url.startsWith(POSTGRESQL)) {
            dialect = AuditDialect.POSTGRESQL;
        } else {
            throw new BadInputException(
                    "an audit store lies at " + SQLITE + "FILE or " + POSTGRESQL + "//HOST/DATABASE, not at " + shown);
        }
        return new AuditDatabase(
                shown, dialect, () -> DriverManager.getConnection(url, properties(dialect, user, password)));
    }

    private static Properties properties(AuditDialect dialect, Optional<String> user, Optional<Secret> password) {
        Properties properties = new Properties();
        user.ifPresent(known -> properties.setProperty("user", known));
        password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
        if (dialect == AuditDialect.POSTGRESQL) {
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("ApplicationName", "fairlead-audit");
        }
        return properties;
    }

    /**
     * A host's own.
     *
     * @param name how messages name it, without a password
     * @param source gives a new connection, or one from a pool, each time
     */
    public static AuditDatabase of(String name, DataSource source, AuditDialect dialect) {
        requireNonNull(source, "source");
        return new AuditDatabase(JdbcUrl.redacted(name), requireNonNull(dialect, "dialect"), source::getConnection);
    }

    /**
     * As the environment says: {@link #PATH_VARIABLE} names a file of SQLite or is a JDBC URL; user and password of a PostgreSQL come
     * from {@link #USER_VARIABLE}, {@link #PASSWORD_VARIABLE} and {@link #PG_PASSWORD_VARIABLE}.
     *
     * @param variables {@code System.getenv()}, or a test's own map
     * @return empty if the environment names none
     */
    public static Optional<AuditDatabase> fromEnvironment(Map<String, String> variables) {
        return value(variables, PATH_VARIABLE)
                .map(path -> path.startsWith("jdbc:") ? url(path, variables) : sqlite(Path.of(path)));
    }

    /** By its JDBC address, with user and password from the environment as in {@link #fromEnvironment}. */
    public static AuditDatabase url(String url, Map<String, String> variables) {
        if (!url.startsWith(POSTGRESQL)) {
            return url(url, Optional.empty(), Optional.empty());
        }
        Optional<String> password =
                value(variables, PASSWORD_VARIABLE).or(() -> value(variables, PG_PASSWORD_VARIABLE));
        return url(url, value(variables, USER_VARIABLE), password.map(Secret::of));
    }

    private static Optional<String> value(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }

    /** What kind it is. */
    public AuditDialect dialect() {
        return dialect;
    }

    /** How messages name it; never with a password. */
    @Override
    public String toString() {
        return name;
    }

    /** A connection of its own that commits when told to. */
    TableAccess connect() throws SQLException {
        Connection connection = connector.connect();
        try {
            TableAccess access = new TableAccess(connection, dialect);
            connection.setAutoCommit(true);
            for (String setting : dialect.settings()) {
                access.execute(setting);
            }
            connection.setAutoCommit(false);
            return access;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** What a failure means to the caller. */
    RuntimeException failed(String what, SQLException failure) {
        String message = JdbcUrl.redacted(String.valueOf(failure.getMessage()));
        if ("08001".equals(failure.getSQLState()) && message.startsWith("No suitable driver")) {
            String driver = dialect == AuditDialect.SQLITE ? "org.xerial:sqlite-jdbc" : "org.postgresql:postgresql";
            return new BadInputException("no driver for " + name + ": add " + driver + " to the application");
        }
        return new AuditException("audit store " + name + " " + what + ": " + message, failure);
    }
}
