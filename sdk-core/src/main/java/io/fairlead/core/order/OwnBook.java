package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import java.util.Collection;
import java.util.Optional;

/** The account's own resting orders, as another order of the account would meet them. */
final class OwnBook {
    private OwnBook() {}

    /**
     * Whether an order could trade at once with one that rests on the other side. Orders that wait for a trigger or for their entry do
     * not rest, nor do market, IOC and FOK orders. An order without a limit reaches as far as the last price.
     *
     * @param lastScaled the last price × 10^priceScale
     * @param lastKnown whether there is one; without it an order without a limit reaches everything
     */
    static boolean crosses(
            Collection<ManagedOrder> open, int index, OrderRequest order, long lastScaled, boolean lastKnown) {
        if (order.type().hasTriggerPrice()) {
            return false;
        }
        boolean buy = order.side() == Side.BUY;
        for (ManagedOrder own : open) {
            if (own.instrumentIndex() == index
                    && own.request().side() != order.side()
                    && rests(own)
                    && meets(own, order.limitPrice(), buy, lastScaled, lastKnown)) {
                return true;
            }
        }
        return false;
    }

    private static boolean rests(ManagedOrder own) {
        OrderRequest request = own.request();
        boolean waits = request.type().hasTriggerPrice() && own.lifecycle() != Lifecycle.TRIGGERED;
        boolean immediate = request.timeInForce() == TimeInForce.IOC || request.timeInForce() == TimeInForce.FOK;
        ManagedOrder parent = own.managedParent();
        boolean asleep = parent != null
                && parent.contingency() != Contingency.OCO
                && parent.filledQuantity().isZero();
        return !own.isClosed()
                && !waits
                && !immediate
                && !asleep
                && request.limitPrice().isPresent();
    }

    private static boolean meets(
            ManagedOrder own, Optional<Price> limit, boolean buy, long lastScaled, boolean lastKnown) {
        Price resting = own.request().limitPrice().orElseThrow();
        if (limit.isEmpty() && !lastKnown) {
            return true;
        }
        Price reach = limit.orElseGet(
                () -> Price.ofScaled(lastScaled, own.instrument().priceScale()));
        int compared = reach.compareTo(resting);
        return buy ? compared >= 0 : compared <= 0;
    }
}
