package io.fairlead.core.engine;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.core.journal.JournalRecord.EventTold;

/** How an order event is written down when its strategy is told. */
final class Told {
    private Told() {}

    static EventTold of(int strategy, OrderEvent event) {
        return new EventTold(
                strategy, event.order().orderId(), event.getClass().getSimpleName(), event.timeNanos(), detail(event));
    }

    private static String detail(OrderEvent event) {
        if (event instanceof OrderEvent.Filled filled) {
            return fill(filled.fill());
        }
        if (event instanceof OrderEvent.FillReversed reversed) {
            return fill(reversed.reversed());
        }
        if (event instanceof OrderEvent.Denied denied) {
            return denied.denial().code() + " " + denied.denial().detail();
        }
        return reason(event);
    }

    private static String reason(OrderEvent event) {
        if (event instanceof OrderEvent.Rejected rejected) {
            return rejected.reason();
        }
        if (event instanceof OrderEvent.Cancelled cancelled) {
            return cancelled.reason();
        }
        if (event instanceof OrderEvent.Suspended suspended) {
            return suspended.reason();
        }
        if (event instanceof OrderEvent.ReplaceRefused refused) {
            return refused.reason();
        }
        if (event instanceof OrderEvent.CancelRefused refused) {
            return refused.reason();
        }
        return event instanceof OrderEvent.OutcomeUnknown unknown ? unknown.what() : "";
    }

    private static String fill(Fill fill) {
        return fill.executionId() + " " + fill.side() + " " + fill.quantity() + " at " + fill.price();
    }
}
