package io.fairlead.core.order;

import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.PendingAction;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;

/** Ends an unknown outcome by a person's word. On the session's thread. */
final class Resolution {
    private Resolution() {}

    /**
     * Takes the word in.
     *
     * @param done whether the venue got and did what was asked; else it never got it
     */
    static void apply(OrderRoom room, OrderReports reports, ManagedOrder order, boolean done, String who, String why) {
        String words = why + " (" + who + ")";
        long now = room.nowNanos;
        if (order.submitCertainty() == Certainty.UNKNOWN && !order.isClosed()) {
            if (done) {
                reports.placed(order, now);
            } else {
                reports.neverPlaced(order, now, words);
            }
        } else if (order.isUnknown() && order.pending() == PendingAction.CANCEL) {
            if (done) {
                reports.apply(new OrderReport.Cancelled(order.key(), now, words));
            } else {
                reports.cancelRefused(order, now, words);
            }
        } else if (order.isUnknown() && order.pending() == PendingAction.REPLACE) {
            if (done) {
                reports.replaced(order, now, renamed(room, order));
            } else {
                reports.replaceRefused(order, now, words);
            }
        } else {
            room.alarm("RESOLVE_NOT_UNKNOWN", "order=" + order + " who=" + who + " why=" + why);
            return;
        }
        room.frozen.thaw(order);
    }

    /** How the venue names an order since a change, as far as it is known: one that makes a new order gives it the change's id. */
    private static OrderKey renamed(OrderRoom room, ManagedOrder order) {
        ClientOrderId next = order.pendingClientOrderId();
        boolean anew = room.venue.broker().capabilities().replace() == ReplaceSupport.NEW_VENUE_ID;
        return anew && next != null ? OrderKey.of(next) : order.key();
    }
}
