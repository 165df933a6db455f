package io.fairlead.core.audit;

import io.fairlead.api.order.Lifecycle;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Orders from the database. One thread. */
final class StoredOrders implements OrderSource {
    private static final String ENDS = Arrays.stream(Lifecycle.values())
            .filter(Lifecycle::isEnd)
            .map(end -> "'" + end + "'")
            .collect(Collectors.joining(", "));

    private final TableAccess database;

    StoredOrders(TableAccess database) {
        this.database = database;
    }

    @Override
    public List<OrderRef> withId(long orderId) {
        return refs(Schema.ORDERS, "WHERE order_id = ? ORDER BY run DESC", orderId);
    }

    @Override
    public List<OrderRef> named(String kind, String id) {
        return refs(Schema.ORDER_IDS, "WHERE kind = ? AND id = ? ORDER BY seq DESC, run DESC, order_id DESC", kind, id);
    }

    @Override
    public Optional<OrderLine> order(OrderRef ref) {
        return read(Schema.ORDERS, "WHERE run = ? AND order_id = ?", ref.run(), ref.id()).stream()
                .findFirst()
                .map(order -> OrderLine.stored(order, fills(ref)));
    }

    private List<Row> fills(OrderRef ref) {
        return read(
                Schema.FILLS,
                "WHERE run = ? AND order_id = ? ORDER BY seq, execution_id, revision",
                ref.run(),
                ref.id());
    }

    @Override
    public List<OrderRef> legs(OrderRef parent) {
        return refs(
                Schema.ORDERS, "WHERE run = ? AND parent_order_id = ? ORDER BY order_id", parent.run(), parent.id());
    }

    @Override
    public List<OrderRef> open() {
        return refs(Schema.ORDERS, "WHERE origin = ? AND lifecycle NOT IN (" + ENDS + ")", "OWN");
    }

    @Override
    public List<OrderRef> externals() {
        return refs(Schema.ORDERS, "WHERE origin = ?", OrderLine.EXTERNAL);
    }

    private List<OrderRef> refs(Table table, String rest, Object... parameters) {
        return read(table, rest, parameters).stream()
                .map(row -> new OrderRef(row.whole("run"), row.whole("order_id")))
                .toList();
    }

    private List<Row> read(Table table, String rest, Object... parameters) {
        try {
            return database.read(table, rest, parameters);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Carries a database's failure through the projection. */
    static final class DatabaseFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final SQLException failure;

        DatabaseFailure(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }
    }
}
