package io.fairlead.core.sim;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.spi.OrderReport;

/**
 * What can happen to an order once the venue has it: each step changes the order, tells the listener and lets the order's group
 * follow. On the venue's thread.
 */
final class OrderFlow {
    private static final String NOTHING_TO_REDUCE = "reduce-only, and nothing is left to reduce";

    private final Executions executions;
    private final Outbox outbox;
    private long eventNanos;
    private long knownNanos;
    private long cursor;
    private long cursorBar;
    private long cursorHigh;
    private long cursorLow;
    private long activations;
    private long soonestEnd = SimOrder.NEVER;

    OrderFlow(Executions executions, Outbox outbox) {
        this.executions = executions;
        this.outbox = outbox;
    }

    /** The event time of what follows, in epoch nanoseconds. */
    void at(long nanos) {
        eventNanos = nanos;
    }

    /** When what follows becomes known, in epoch nanoseconds: at the end of a bar, whatever the event times in it. */
    void knownAt(long nanos) {
        knownNanos = nanos;
    }

    long eventNanos() {
        return eventNanos;
    }

    /** Where in a bar what follows happens: at a price, with so much of the bar's range sure to lie behind it. */
    void moveTo(long price, long bar, long highAfter, long lowAfter) {
        cursor = price;
        cursorBar = bar;
        cursorHigh = highAfter;
        cursorLow = lowAfter;
    }

    /** The first end of the legs that have come into the book since this was asked; {@link SimOrder#NEVER} for none. */
    long takeSoonestEnd() {
        long soonest = soonestEnd;
        soonestEnd = SimOrder.NEVER;
        return soonest;
    }

    /** How many waiting legs have come into the book so far. */
    long activations() {
        return activations;
    }

    /** Tells of a new order: it works, or it waits for its entry. */
    void accept(SimOrder order) {
        outbox.report(
                order.isWaiting()
                        ? new OrderReport.Suspended(order.key(), eventNanos, "waits for its entry")
                        : new OrderReport.Working(order.key(), eventNanos));
    }

    /** Puts a waiting leg into the book. */
    void activate(SimOrder leg) {
        leg.activate(cursor);
        leg.confine(cursorBar, cursorHigh, cursorLow);
        Lifespan.give(leg, eventNanos);
        soonestEnd = Math.min(soonestEnd, leg.expiryNanos());
        activations++;
        outbox.report(new OrderReport.Working(leg.key(), eventNanos));
    }

    void trigger(SimOrder order) {
        order.triggered();
        outbox.report(new OrderReport.Triggered(order.key(), eventNanos));
    }

    /**
     * Fills an order at a price before slippage, by the most that it may.
     *
     * @param most units × 10^quantityScale that the market has for it
     * @return units × 10^quantityScale that filled; zero if nothing may
     */
    long fill(SimOrder order, long price, long most, Liquidity liquidity) {
        order.sizeAt(price);
        long units = permitted(order, Math.min(order.remaining(), most));
        if (units <= 0 || order.isEnded()) {
            return 0;
        }
        Fill fill = executions.make(order, price, units, liquidity, eventNanos, knownNanos);
        order.add(fill, units);
        order.book().addPosition(order.sign() * units - executions.takenFromPosition(fill, order.book()));
        outbox.report(new OrderReport.Filled(order.key(), eventNanos, fill));
        if (order.isFull()) {
            complete(order);
        }
        OrderLinks links = order.links();
        if (links != null) {
            links.afterFill(order, units, this);
        }
        if (order.request().reduceOnly() && order.book().position() == 0) {
            cancel(order, NOTHING_TO_REDUCE);
        }
        return units;
    }

    /** Ends an order of which nothing is left to fill, and says so where the fills alone do not. */
    private void complete(SimOrder order) {
        if (order.isShrunk()) {
            order.end(Lifecycle.CANCELLED);
            outbox.report(new OrderReport.Cancelled(order.key(), eventNanos, "the other order has filled the rest"));
            return;
        }
        order.end(Lifecycle.FILLED);
        if (order.request().quantity().isEmpty()) {
            outbox.report(new OrderReport.Completed(order.key(), eventNanos));
        }
    }

    /** What position and short selling allow of a fill; an order that they allow nothing more of is cancelled. */
    private long permitted(SimOrder order, long units) {
        if (units <= 0) {
            if (order.isFull()) {
                cancel(order, "the notional does not buy one lot");
            }
            return 0;
        }
        long room = room(order);
        if (room == 0) {
            cancel(order, order.request().reduceOnly() ? NOTHING_TO_REDUCE : "no position is left to sell");
        }
        return Math.min(units, room);
    }

    /** Units × 10^quantityScale that position and short selling leave for an order. */
    long room(SimOrder order) {
        boolean free = !order.request().reduceOnly()
                && (order.sign() > 0 || order.book().isShortable());
        return free ? Long.MAX_VALUE : Math.max(0, -order.sign() * order.book().position());
    }

    /** Ends an order before its time; one that has ended is left alone. */
    void cancel(SimOrder order, String reason) {
        if (!order.isEnded()) {
            order.end(Lifecycle.CANCELLED);
            outbox.report(new OrderReport.Cancelled(order.key(), eventNanos, reason));
            afterEnd(order);
        }
    }

    /** Ends an exit that has nothing left to exit. */
    void close(SimOrder exit) {
        if (exit.request().quantity().isEmpty() && exit.filled() > 0) {
            exit.end(Lifecycle.FILLED);
            outbox.report(new OrderReport.Completed(exit.key(), eventNanos));
        } else {
            cancel(exit, "nothing is left to exit");
        }
    }

    /** Refuses an order after it had been taken. */
    void reject(SimOrder order, String reason) {
        order.end(Lifecycle.REJECTED);
        outbox.report(new OrderReport.Rejected(order.key(), eventNanos, reason));
        afterEnd(order);
    }

    /** Ends an order whose time has run out, at the time when it did. */
    void expire(SimOrder order) {
        long before = eventNanos;
        eventNanos = order.expiryNanos();
        order.end(Lifecycle.EXPIRED);
        outbox.report(new OrderReport.Expired(order.key(), eventNanos));
        afterEnd(order);
        eventNanos = before;
    }

    private void afterEnd(SimOrder order) {
        OrderLinks links = order.links();
        if (links != null) {
            links.afterEnd(order, this);
        }
    }
}
