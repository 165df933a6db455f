package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.spi.VenueOrder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether an order at the venue is what we asked for: an id alone proves nothing. Pure. */
final class Agreement {
    /** How far the venue's clock may be behind ours. */
    private static final long SKEW_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Agreement() {}

    /** Whether the venue's order is ours as last sent, made no earlier than we sent it. */
    static boolean agrees(ManagedOrder order, VenueOrder at) {
        OrderRequest asked = order.sent();
        return at.instrument().equals(asked.instrument())
                && at.side() == asked.side()
                && sizeAgrees(asked, order, at)
                && pricesAgree(asked, at)
                && at.timeInForce() == asked.timeInForce()
                && at.createdNanos() >= order.submittedNanos() - SKEW_NANOS;
    }

    /** Whether the venue, which keeps an order's id when it changes it, shows it as it was to become, and not as it was. */
    static boolean showsChange(ManagedOrder order, VenueOrder at) {
        OrderRequest wanted = order.sentOnceChanged();
        return !wanted.equals(order.sent())
                && at.instrument().equals(wanted.instrument())
                && at.side() == wanted.side()
                && at.quantity().equals(wanted.quantity())
                && pricesAgree(wanted, at)
                && at.timeInForce() == wanted.timeInForce();
    }

    /** The whole quantity, or the rest of it where the venue made a new order for what had not filled; a notional shows no quantity. */
    private static boolean sizeAgrees(OrderRequest asked, ManagedOrder order, VenueOrder at) {
        Optional<Quantity> shown = at.quantity();
        Optional<Quantity> wanted = asked.quantity();
        if (shown.isEmpty() || wanted.isEmpty()) {
            return wanted.isEmpty();
        }
        Quantity filled = order.filledQuantity();
        boolean isRest = wanted.get().compareTo(filled) >= 0
                && shown.get().equals(wanted.get().minus(filled));
        return shown.get().equals(wanted.get()) || isRest;
    }

    /** A triggered order may be shown as what it turned into. */
    private static boolean pricesAgree(OrderRequest asked, VenueOrder at) {
        boolean triggered =
                at.lifecycle() == Lifecycle.TRIGGERED || at.lifecycle().isEnd();
        boolean sameType =
                at.type() == asked.type() || (triggered && asked.type().hasTriggerPrice());
        boolean sameTrigger = at.triggerPrice().equals(asked.triggerPrice())
                || (triggered && at.triggerPrice().isEmpty());
        boolean trails = asked.trail().isPresent(); // the venue moves its trigger
        return sameType && at.limitPrice().equals(asked.limitPrice()) && (sameTrigger || trails);
    }
}
