package io.fairlead.core.order;

import java.util.concurrent.TimeUnit;

/** Keeps an eye on outcomes that are not known: somebody hears of each that lasts too long, once. On the session's thread. */
final class UnknownWatch {
    private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final OrderRoom room;
    private boolean any;

    UnknownWatch(OrderRoom room) {
        this.room = room;
    }

    /** An outcome has become unknown. */
    void noticed() {
        any = true;
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
    }

    private static boolean isOpen(ManagedOrder order) {
        return order.isUnknown() || order.awaitedEnd() != null;
    }

    /** When the next one has lasted too long, in epoch nanoseconds. */
    long nextDueNanos() {
        long due = Long.MAX_VALUE;
        if (any) {
            for (ManagedOrder order : room.registry.open()) {
                if (isOpen(order) && !order.isOverdueTold()) {
                    due = Math.min(due, order.askedNanos() + OVERDUE_NANOS);
                }
            }
        }
        return due;
    }

    void onTime() {
        if (!any) {
            return;
        }
        for (ManagedOrder order : room.registry.open()) {
            if (isOpen(order) && !order.isOverdueTold() && room.nowNanos >= order.askedNanos() + OVERDUE_NANOS) {
                order.overdueTold();
                room.alarm(
                        "ORDER_UNKNOWN_OVERDUE",
                        "order=" + order + " seconds="
                                + TimeUnit.NANOSECONDS.toSeconds(room.nowNanos - order.askedNanos())
                                + " look at the venue, then resolve(" + order.orderId() + ", ...)");
            }
        }
    }
}
