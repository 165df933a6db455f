package io.fairlead.api.order;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A strategy's handle on one of its orders: a live view of what is known, and the two things that can be asked of it. On the
 * session's thread only. What it shows changes between callbacks, never inside one, but for what the strategy itself asks.
 */
public interface OrderTicket {
    /** Our id of the order, kept for life. */
    OrderId orderId();

    /** The client id of the latest request sent for it. */
    ClientOrderId clientOrderId();

    /** What the venue calls it now; empty until that is known, and while a leg waits with the session. */
    Optional<VenueOrderId> venueOrderId();

    /** The order as it was last asked for, changes included. */
    OrderRequest request();

    /** The four parts of its state. */
    OrderState state();

    /** One word for its state. */
    default OrderStatus status() {
        return state().status();
    }

    /** Whether nothing more is expected but corrections. */
    default boolean isClosed() {
        return state().lifecycle().isEnd();
    }

    /** How much has filled; from fills only. */
    Quantity filledQuantity();

    /** How much of the request has not filled; zero for an order by notional and for a closed order. */
    Quantity remainingQuantity();

    /** The mean price of the fills, rounded half-even to the instrument's inner scale; empty without fills. */
    Optional<Price> averagePrice();

    /** Why we refused it; of a denied order. */
    Optional<Denial> denial();

    /** The reason the venue gave for its end, in its own words; empty if none. */
    String venueText();

    /** When it was submitted, by the session's clock. */
    Instant submittedAt();

    /** The other orders of its group, in the group's order: target and stop of a bracket. */
    List<OrderTicket> legs();

    /** The entry that this order is a leg of. */
    Optional<OrderTicket> parent();

    /** Who looks after the legs. */
    GroupHandling groupHandling();

    /**
     * Asks for its end. Always passes the gate; never waited for: the answer is an event. A closed order is left alone; the
     * cancel of an entry takes its waiting legs along.
     */
    void cancel();

    /**
     * Asks for a change. The result is an event: {@link OrderEvent.Replaced} or {@link OrderEvent.ReplaceRefused}; until then the
     * order works as it did, and either version may fill.
     *
     * @throws IllegalArgumentException if the order's type has no such price
     */
    void replace(OrderChange change);
}
