package io.fairlead.core.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose statements fail from the nth batch or commit on, until it is mended. */
final class FailingConnections {
    private final AuditDatabase real;
    private long left = Long.MAX_VALUE;

    FailingConnections(AuditDatabase real) {
        this.real = real;
    }

    void failAfter(long operations) {
        left = operations;
    }

    void mend() {
        left = Long.MAX_VALUE;
    }

    AuditDatabase database() {
        DataSource source = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection(real.connect().connection());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return AuditDatabase.of("failing", source, real.dialect());
    }

    private Connection connection(Connection to) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("setAutoCommit") && Boolean.TRUE.equals(args[0])) {
                        to.commit();
                    }
                    if (method.getName().equals("commit")) {
                        spend();
                    }
                    Object result = invoke(to, method, args);
                    return result instanceof PreparedStatement statement ? statement(statement) : result;
                });
    }

    private PreparedStatement statement(PreparedStatement to) {
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("executeBatch")) {
                        spend();
                    }
                    return invoke(to, method, args);
                });
    }

    private void spend() throws SQLException {
        left--;
        if (left < 0) {
            throw new SQLException("the connection is gone");
        }
    }

    private static Object invoke(Object to, java.lang.reflect.Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(to, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
