package io.fairlead.core.order;

import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.PendingAction;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an eye on outcomes that are not known. What was asked and not answered for long becomes unknown; somebody hears of each
 * unknown that lasts too long, once. On the session's thread.
 */
final class UnknownWatch {
    private static final long ANSWER_OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long UNKNOWN_OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final OrderRoom room;
    private boolean any;
    private long nextCheckNanos = Long.MAX_VALUE;

    UnknownWatch(OrderRoom room) {
        this.room = room;
    }

    /** Something was asked of the venue. */
    void asked() {
        nextCheckNanos = Math.min(nextCheckNanos, room.nowNanos + ANSWER_OVERDUE_NANOS);
    }

    /** An outcome has become unknown. */
    void noticed() {
        any = true;
        nextCheckNanos = Math.min(nextCheckNanos, room.nowNanos + UNKNOWN_OVERDUE_NANOS);
    }

    /** Whether there may be an unknown outcome. */
    boolean any() {
        return any;
    }

    /** Looks anew whether there is one. */
    void recount() {
        any = false;
        for (ManagedOrder order : room.registry.open()) {
            any |= isOpen(order);
        }
        if (any) {
            noticed();
        }
    }

    private static boolean isOpen(ManagedOrder order) {
        return order.isUnknown() || order.awaitedEnd() != null;
    }

    private static boolean isAwaited(ManagedOrder order) {
        boolean action = order.pending() != PendingAction.NONE && order.pendingCertainty() == Certainty.CONFIRMED;
        return !order.isHeld() && !order.isClosed() && (isSubmitAwaited(order) || action);
    }

    private static boolean isSubmitAwaited(ManagedOrder order) {
        return order.lifecycle() == Lifecycle.PENDING_NEW
                && order.submitCertainty() == Certainty.CONFIRMED
                && !waitsForEntry(order);
    }

    /** To ask for its end meanwhile, again and again, puts off nothing. */
    private static long overdueNanos(ManagedOrder order) {
        return (isSubmitAwaited(order) ? order.sentNanos() : order.askedNanos()) + ANSWER_OVERDUE_NANOS;
    }

    /** A leg that the venue looks after need not be heard of before its entry fills. */
    private static boolean waitsForEntry(ManagedOrder order) {
        ManagedOrder entry = order.managedParent();
        return entry != null && !entry.isClosed() && entry.executed().isZero();
    }

    /** When to look next, in epoch nanoseconds. */
    long nextDueNanos() {
        return nextCheckNanos;
    }

    /** Looks next then, as a checkpoint says. */
    void restoreDue(long nanos) {
        nextCheckNanos = nanos;
    }

    /** Looks, if it is time to. */
    void onTime(OrderReports reports) {
        if (room.nowNanos < nextCheckNanos) {
            return;
        }
        nextCheckNanos = Long.MAX_VALUE;
        for (ManagedOrder order : List.copyOf(room.registry.open())) {
            if (isAwaited(order)) {
                lookAtAwaited(order, reports);
            }
            if (isOpen(order) && !order.isOverdueTold()) {
                lookAtUnknown(order);
            }
        }
    }

    /** Takes what an order waits for in vain for unknown: from what the journal says alone, so that a restart comes to the same. */
    void lookAt(ManagedOrder order, OrderReports reports) {
        if (isAwaited(order) && room.nowNanos >= overdueNanos(order)) {
            reports.unanswered(order, room.nowNanos);
        }
    }

    /** The same for every order: before a reading is compared, which asks what is unknown. */
    void lookAtAll(OrderReports reports) {
        for (ManagedOrder order : List.copyOf(room.registry.open())) {
            lookAt(order, reports);
        }
    }

    private void lookAtAwaited(ManagedOrder order, OrderReports reports) {
        long due = overdueNanos(order);
        if (room.nowNanos < due) {
            nextCheckNanos = Math.min(nextCheckNanos, due);
        } else {
            reports.unanswered(order, room.nowNanos);
        }
    }

    private void lookAtUnknown(ManagedOrder order) {
        long due = order.unknownSinceNanos() + UNKNOWN_OVERDUE_NANOS;
        if (room.nowNanos < due) {
            nextCheckNanos = Math.min(nextCheckNanos, due);
            return;
        }
        order.overdueTold();
        room.alarm(
                "ORDER_UNKNOWN_OVERDUE",
                "order=" + order + " seconds="
                        + TimeUnit.NANOSECONDS.toSeconds(room.nowNanos - order.unknownSinceNanos())
                        + " look at the venue, then resolve(" + order.orderId() + ", ...)");
    }
}
