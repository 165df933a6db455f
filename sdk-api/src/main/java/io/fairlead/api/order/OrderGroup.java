package io.fairlead.api.order;

import java.util.List;
import java.util.Objects;

/**
 * Orders that live together. The first is the one that a ticket is given for; the others are its legs. All are of one instrument
 * and are approved and reserved together. Immutable; any thread.
 */
public final class OrderGroup {
    private final Contingency contingency;
    private final List<OrderRequest> orders;

    private OrderGroup(Contingency contingency, List<OrderRequest> orders) {
        this.contingency = contingency;
        this.orders = orders;
    }

    /** Two orders of which one cancels the other; a partial fill of one shrinks the other. */
    public static OrderGroup oco(OrderRequest first, OrderRequest second) {
        return checked(Contingency.OCO, List.of(first, second));
    }

    /** An order that sets off another once it has filled. */
    public static OrderGroup oto(OrderRequest trigger, OrderRequest then) {
        return checked(Contingency.OTO, List.of(trigger, then));
    }

    /** An entry that, as it fills, sets off a target and a stop of which one cancels the other. */
    public static OrderGroup bracket(OrderRequest entry, OrderRequest target, OrderRequest stop) {
        return checked(Contingency.BRACKET, List.of(entry, target, stop));
    }

    private static OrderGroup checked(Contingency contingency, List<OrderRequest> orders) {
        OrderRequest first = orders.get(0);
        for (OrderRequest order : orders) {
            if (!order.instrument().equals(first.instrument())) {
                throw new IllegalArgumentException(contingency + " holds one instrument, not " + first.instrument()
                        + " and " + order.instrument());
            }
            if (order.bracket().isPresent()) {
                throw new IllegalArgumentException(
                        contingency + " cannot hold an order with a bracket of its own: " + order);
            }
        }
        if (contingency == Contingency.BRACKET) {
            requireExit(first, orders.get(1));
            requireExit(first, orders.get(2));
        } else if (contingency == Contingency.OCO
                && first.side() != orders.get(1).side()) {
            throw new IllegalArgumentException(
                    "both orders of an OCO are of one side, were " + first + " and " + orders.get(1));
        }
        return new OrderGroup(contingency, orders);
    }

    private static void requireExit(OrderRequest entry, OrderRequest exit) {
        if (exit.side() == entry.side() || !Objects.equals(exit.quantity(), entry.quantity())) {
            throw new IllegalArgumentException("an exit has the other side and the quantity of its entry, was " + exit);
        }
    }

    /** How the orders depend on each other. */
    public Contingency contingency() {
        return contingency;
    }

    /** The orders: for a bracket entry, target, stop; for OTO trigger, then; for OCO both. */
    public List<OrderRequest> orders() {
        return orders;
    }

    @Override
    public String toString() {
        return contingency + " " + orders;
    }
}
