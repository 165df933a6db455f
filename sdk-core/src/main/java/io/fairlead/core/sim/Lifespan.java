package io.fairlead.core.sim;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderRequest;

/** When an order ends by itself, by its time in force and its instrument's sessions. */
final class Lifespan {
    private Lifespan() {}

    /**
     * Gives an order the end of its life, and the auction that it is for.
     *
     * @throws io.fairlead.api.BadInputException if the instrument's calendar does not reach that time
     */
    static void give(SimOrder order, long arrivalNanos) {
        OrderRequest request = order.request();
        SessionHours hours = order.book().hours();
        switch (request.timeInForce()) {
            case DAY, IOC, FOK -> order.expireAt(hours.closeAfter(arrivalNanos));
            case GTD -> order.expireAt(request.expireAt().map(EpochNanos::of).orElse(SimOrder.NEVER));
            case OPG -> {
                long open = hours.openFrom(arrivalNanos);
                order.auctionAt(open);
                order.expireAt(hours.closeAfter(open));
            }
            case CLS -> {
                long close = hours.closeAfter(arrivalNanos);
                order.auctionAt(close);
                order.expireAt(close);
            }
            case GTC -> {}
        }
    }
}
