package io.fairlead.core.engine;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.Position;
import io.fairlead.core.order.ManagedOrder;
import io.fairlead.core.order.OrderDesk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings positions to zero without ever exiting twice: cancels the strategy's open orders of the instrument, waits until every one of
 * them has ended, and only then sends one market order for what is really left. An order whose outcome is unknown holds it up, and so
 * does a connection that is lost and an instrument that is frozen.
 */
final class Flattening {
    private record Key(StrategyHost host, int instrumentIndex) {}

    private static final class Exit {
        private @Nullable ManagedOrder order;
    }

    private final SessionCore core;
    private final Map<Key, Exit> running = new LinkedHashMap<>();

    Flattening(SessionCore core) {
        this.core = core;
    }

    boolean isIdle() {
        return running.isEmpty();
    }

    void begin(StrategyHost host, int instrumentIndex) {
        Key key = new Key(host, instrumentIndex);
        Exit exit = running.get(key);
        if (exit != null) {
            cancelOrders(key, exit.order); // what came meanwhile, and what could not be cancelled before
            return;
        }
        running.put(key, new Exit());
        cancelOrders(key, null);
        if (advance(key)) {
            running.remove(key);
        }
    }

    private void cancelOrders(Key key, @Nullable ManagedOrder but) {
        for (ManagedOrder order : core.desk().openOrders()) {
            if (isOf(order, key) && order != but) {
                order.cancel();
            }
        }
    }

    private static boolean isOf(ManagedOrder order, Key key) {
        return order.owner() == key.host().index() && order.instrumentIndex() == key.instrumentIndex();
    }

    /** Something happened to an order: every flattening that waits may go on. */
    void advance() {
        if (running.isEmpty()) {
            return;
        }
        for (Key key : List.copyOf(running.keySet())) {
            if (advance(key)) {
                running.remove(key);
            }
        }
    }

    /** Takes the next step; true when it is over. */
    private boolean advance(Key key) {
        Exit exit = running.get(key);
        if (exit == null || hasOpenOrders(key)) {
            return false;
        }
        Position position = key.host().positions().position(key.instrumentIndex());
        if (position.isFlat()) {
            return true;
        }
        if (exit.order != null && exit.order.filledQuantity().isZero() && !OrderDesk.hadToWait(exit.order)) {
            core.onAlarm("FLATTEN_FAILED", "order=" + exit.order + " left=" + position.quantity());
            return true;
        }
        if (!core.desk().mayLeave(key.instrumentIndex())) {
            return false; // what is there is not known: it goes on once it is
        }
        exit.order = send(key, position);
        return exit.order.isClosed() && advance(key);
    }

    private boolean hasOpenOrders(Key key) {
        for (OrderTicket order : core.desk().openOrders(key.host().index())) {
            if (((ManagedOrder) order).instrumentIndex() == key.instrumentIndex()) {
                return true;
            }
        }
        return false;
    }

    private ManagedOrder send(Key key, Position position) {
        Side side = position.exitSide().orElseThrow();
        Quantity quantity = position.quantity();
        OrderRequest request = OrderRequest.of(position.instrument(), side)
                .quantity(quantity)
                .market()
                .tag("flatten")
                .build();
        return core.desk().submit(key.host().index(), request, OrderDesk.Terms.FLATTENING);
    }
}
