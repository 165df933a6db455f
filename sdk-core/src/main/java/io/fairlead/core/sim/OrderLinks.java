package io.fairlead.core.sim;

import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.TimeInForce;
import java.util.List;

/**
 * Orders that depend on each other. What a group promises:
 *
 * <ul>
 *   <li>OCO: a fill of one takes as much from the other; one that is full cancels the other. A cancel or the expiry of one leaves
 *       the other alone.
 *   <li>OTO: the second waits until the first is full; if the first ends before, the second is cancelled.
 *   <li>While it waits, the life of a leg has not begun: one that is good for the day is good for the day on which it is set off.
 *   <li>Bracket: the exits wait for the entry's first fill and together never fill more than the entry has; the first fill of an
 *       exit cancels what is left of the entry; an entry that ends unfilled takes its exits along. An exit that can fill no more
 *       because there is nothing left to exit is cancelled.
 * </ul>
 */
final class OrderLinks {
    private final Contingency contingency;
    private final SimOrder first;
    private final List<SimOrder> legs;

    OrderLinks(Contingency contingency, SimOrder first, List<SimOrder> legs) {
        this.contingency = contingency;
        this.first = first;
        this.legs = List.copyOf(legs);
        first.link(this);
        for (SimOrder leg : legs) {
            leg.link(this);
            if (contingency != Contingency.OCO) {
                leg.suspend();
                leg.expireAt(leg.request().timeInForce() == TimeInForce.GTD ? leg.expiryNanos() : SimOrder.NEVER);
            }
        }
    }

    List<SimOrder> legs() {
        return legs;
    }

    /** Whether an order is an exit of a bracket. */
    boolean isExit(SimOrder order) {
        return contingency == Contingency.BRACKET && order != first;
    }

    /** Units that the group lets an order fill at the most now. */
    long allowance(SimOrder order) {
        if (!isExit(order)) {
            return Long.MAX_VALUE;
        }
        long open = first.filled();
        for (SimOrder leg : legs) {
            open -= leg.filled();
        }
        return open;
    }

    /** An order of the group has filled by so many units; it may have ended by it. */
    void afterFill(SimOrder order, long units, OrderFlow flow) {
        switch (contingency) {
            case OCO -> shrink(order == first ? legs.get(0) : first, units, order.isEnded(), flow);
            case OTO -> {
                if (order == first && order.isEnded()) {
                    activate(flow);
                }
            }
            case BRACKET -> {
                if (order == first) {
                    activate(flow);
                } else {
                    flow.cancel(first, "an exit has filled");
                    closeWhenFlat(flow);
                }
            }
            case NONE -> {}
        }
    }

    private static void shrink(SimOrder other, long units, boolean sisterIsFull, OrderFlow flow) {
        if (other.isEnded()) {
            return;
        }
        boolean used = sisterIsFull;
        if (!used && other.quantity() != SimOrder.OPEN_ENDED) {
            other.resize(Math.max(other.filled(), other.quantity() - units));
            used = other.isFull();
        }
        if (used) {
            flow.cancel(other, "the other order has filled");
        }
    }

    private void activate(OrderFlow flow) {
        for (SimOrder leg : legs) {
            if (leg.isWaiting()) {
                flow.activate(leg);
            }
        }
    }

    /** An order of the group has ended other than by a fill. */
    void afterEnd(SimOrder order, OrderFlow flow) {
        if (order != first || contingency == Contingency.OCO) {
            return;
        }
        for (SimOrder leg : legs) {
            if (leg.isWaiting()) {
                flow.cancel(leg, "its entry has ended");
            }
        }
        if (contingency == Contingency.BRACKET) {
            closeWhenFlat(flow);
        }
    }

    private void closeWhenFlat(OrderFlow flow) {
        for (SimOrder leg : legs) {
            if (!leg.isEnded() && first.isEnded() && leg.remaining() == 0) {
                flow.close(leg);
            }
        }
    }
}
