package io.fairlead.core.order;

import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import java.util.Optional;

/** Ends an unknown outcome by a person's word. On the session's thread. */
final class Resolution {
    static final String NOT_UNKNOWN = "RESOLVE_NOT_UNKNOWN";

    private Resolution() {}

    /** Takes the word in; one that cannot be true changes nothing, with an alarm. */
    static void apply(
            OrderRoom room, OrderReports reports, ManagedOrder order, Command.Resolve resolve, String who, String why) {
        boolean done = resolve.placed();
        Optional<VenueOrderId> id = resolve.venueOrderId();
        String words = why + " (" + who + ")";
        long now = room.nowNanos;
        ManagedOrder known = id.map(OrderKey::of).map(room.registry::peek).orElse(null);
        if (id.isPresent() && (!done || (known != null && known != order))) {
            room.alarm(
                    "RESOLVE_ID_TAKEN",
                    "order=" + order + " is said to be " + id.get() + ", "
                            + (done ? "which is " + known : "and never to have been there")
                            + "; who=" + who + " why=" + why);
            return;
        }
        if (order.submitCertainty() == Certainty.UNKNOWN && !order.isClosed()) {
            if (done) {
                reports.placed(order, now);
                id.ifPresent(name -> reports.name(order, OrderKey.of(name)));
            } else {
                reports.neverPlaced(order, now, words);
            }
        } else if (id.isPresent() && !order.isClosed() && order.venueOrderId().isEmpty()) {
            reports.name(order, OrderKey.of(id.get()));
        } else if (order.isUnknown() && order.pending() == PendingAction.CANCEL) {
            if (done) {
                reports.apply(new OrderReport.Cancelled(order.key(), now, words));
            } else {
                reports.cancelRefused(order, now, words);
            }
        } else if (order.isUnknown() && order.pending() == PendingAction.REPLACE) {
            if (done) {
                reports.replaced(order, now, renamed(room, order, id));
            } else {
                reports.replaceRefused(order, now, words);
            }
        } else {
            room.alarm(NOT_UNKNOWN, "order=" + order + " who=" + who + " why=" + why);
            return;
        }
        room.frozen.thaw(order);
    }

    /** How the venue names an order since a change, as far as it is known: one that makes a new order gives it the change's id. */
    private static OrderKey renamed(OrderRoom room, ManagedOrder order, Optional<VenueOrderId> id) {
        ClientOrderId next = order.pendingClientOrderId();
        if (id.isPresent()) {
            return next == null ? OrderKey.of(id.get()) : OrderKey.of(next, id.get());
        }
        boolean anew = room.venue.broker().capabilities().replace() == ReplaceSupport.NEW_VENUE_ID;
        return anew && next != null ? OrderKey.of(next) : order.key();
    }
}
