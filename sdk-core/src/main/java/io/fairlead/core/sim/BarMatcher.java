package io.fairlead.core.sim;

import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * Fills orders from a bar. What a bar does not tell is taken against the trader:
 *
 * <ol>
 *   <li>At the open, with the bar's start as event time: market orders, stops that the open has passed (at the open: a gap), limits
 *       that the open reaches (at the open: it is the better price), stops before all others.
 *   <li>Within the bar, with the bar's end as event time: stops first, at their trigger, then limits and if-touched orders, at their
 *       price. Orders that an entry or a trigger brought in within this bar come after it: stops are taken as hit if the bar's range
 *       reaches them, limits only if the bar's course makes it certain.
 *   <li>At the close: orders for the closing auction of a session that this bar ends, and, with {@link LateArrival#BAR_CLOSE}, those
 *       that arrived within the bar.
 * </ol>
 *
 * <p>A trailing stop is held against the bar's open, then against its low (a purchase: its high) where it stood, and only then
 * follows the bar's high; if the close lies beyond the stop so raised, it was certainly hit there. On the venue's thread.
 */
final class BarMatcher {
    private final OrderFlow flow;
    private final BarRange bar = new BarRange();
    private final boolean touchFills;
    private final boolean meetsCloseWhenLate;
    private final @Nullable VolumeShare share;
    private long budget;
    private boolean inSession;

    BarMatcher(OrderFlow flow, SimConfig config) {
        this.flow = flow;
        this.touchFills = config.limitFill() == LimitFill.TOUCH;
        this.meetsCloseWhenLate = config.lateArrival() == LateArrival.BAR_CLOSE;
        this.share = config.volumeShare().orElse(null);
    }

    /** Runs the book's orders through a bar. */
    void match(Book book, long start, long end, double open, double high, double low, double close, double volume) {
        bar.set(book, start, end, open, high, low, close);
        budget = share == null ? Long.MAX_VALUE : share.of(volume, book);
        inSession = book.hours().overlap(start, end);
        flow.knownAt(end);
        flow.at(start);
        expire(book, start);
        atOpen(book);
        flow.at(end);
        within(book);
        atClose(book);
        expire(book, end);
    }

    private void expire(Book book, long nanos) {
        for (int i = 0; i < book.size(); i++) {
            SimOrder order = book.order(i);
            if (order.expiryNanos() <= nanos && !order.isEnded()) {
                flow.expire(order);
            }
        }
    }

    private boolean takesPart(SimOrder order) {
        return order.isActive()
                && order.arrivalNanos() <= bar.startNanos()
                && (inSession || order.request().extendedHours());
    }

    /** Whether an order works to the end of the bar: one that a given instant ends before takes part in the open only. */
    private boolean takesPartWithin(SimOrder order) {
        return takesPart(order)
                && (order.request().timeInForce() != TimeInForce.GTD || order.expiryNanos() >= bar.endNanos());
    }

    // --- At the open ----------------------------------------------------------------------------------------------

    private void atOpen(Book book) {
        int present = book.size();
        flow.moveTo(bar.open(), bar.number(), bar.high(), bar.low());
        for (int i = 0; i < present; i++) {
            SimOrder order = book.order(i);
            if (order.role() == Role.STOP && takesPart(order)) {
                stopAtOpen(order);
            }
        }
        for (int i = 0; i < present; i++) {
            SimOrder order = book.order(i);
            if (order.role() != Role.STOP && takesPart(order)) {
                meetOpen(order);
            }
        }
        meetFresh(book);
    }

    private void stopAtOpen(SimOrder order) {
        Trailing trailing = order.trailing();
        if (trailing != null && !trailing.isStarted()) {
            order.startTrailing(bar.open());
        }
        meet(order, bar.open());
        if (order.role() == Role.STOP) {
            order.follow(bar.open());
        }
    }

    private void meetOpen(SimOrder order) {
        if (order.role() == Role.ON_OPEN) {
            meetOpeningAuction(order);
            return;
        }
        meet(order, bar.open());
        finishImmediate(order);
    }

    /** After its first price an order for immediate execution ends, and any other waits in the book. */
    private void finishImmediate(SimOrder order) {
        if (order.isImmediate() && !order.isEnded()) {
            flow.cancel(order, "not filled at once");
        }
        order.rest();
    }

    private void meetOpeningAuction(SimOrder order) {
        if (bar.endNanos() <= order.auctionNanos()) {
            return;
        }
        if (!order.request().type().hasLimitPrice() || order.isWithinLimit(bar.open())) {
            take(order, bar.open(), Liquidity.TAKER);
        }
        if (!order.isEnded()) {
            flow.cancel(order, "not filled in the opening auction");
        }
    }

    /** Lets an order meet a price that is certain to have traded while it was in the book. */
    private void meet(SimOrder order, long price) {
        boolean pulled = order.role() == Role.STOP
                ? order.stopsAt(price)
                : order.role() == Role.TOUCH && order.isTouchedBy(price);
        if (pulled) {
            flow.trigger(order);
        }
        if (order.role() == Role.MARKET) {
            take(order, price, Liquidity.TAKER);
        } else if (order.role() == Role.LIMIT && order.isWithinLimit(price)) {
            meetLimit(order, price);
        }
    }

    private void meetLimit(SimOrder order, long price) {
        if (order.request().postOnly() && !order.hasRested()) {
            flow.reject(order, "post-only, and it would take");
        } else {
            take(order, price, order.hasRested() ? Liquidity.MAKER : Liquidity.TAKER);
        }
    }

    /** Lets orders that a fill has just brought in meet the price of that fill. */
    private void meetFresh(Book book) {
        for (int i = 0; i < book.size(); i++) {
            SimOrder order = book.order(i);
            if (order.takeFresh() && takesPart(order)) {
                meet(order, order.freshPrice());
                order.rest();
            }
        }
    }

    private void take(SimOrder order, long price, Liquidity liquidity) {
        if (order.request().timeInForce() == TimeInForce.FOK) {
            order.sizeAt(price);
            if (Math.min(budget, flow.room(order)) < order.remaining()) {
                return;
            }
        }
        budget -= flow.fill(order, price, budget, liquidity);
    }

    // --- Within the bar -------------------------------------------------------------------------------------------

    /** Begins anew whenever an order has brought others in, so that their stops come before everybody's limits. */
    private void within(Book book) {
        long before;
        do {
            before = flow.activations();
            stopsWithin(book, before);
            if (flow.activations() == before) {
                reachesWithin(book, before);
            }
            meetFresh(book);
        } while (flow.activations() != before);
    }

    private void stopsWithin(Book book, long activations) {
        for (int i = 0; i < book.size() && flow.activations() == activations; i++) {
            SimOrder order = book.order(i);
            if (order.role() == Role.STOP && takesPartWithin(order)) {
                stopWithin(order);
            }
        }
    }

    private void reachesWithin(Book book, long activations) {
        for (int i = 0; i < book.size() && flow.activations() == activations; i++) {
            SimOrder order = book.order(i);
            if (takesPartWithin(order)) {
                reachWithin(order);
            }
        }
    }

    private void stopWithin(SimOrder order) {
        long worst = order.sign() > 0 ? bar.high() : bar.low();
        long best = order.sign() > 0 ? bar.low() : bar.high();
        if (!order.stopsAt(worst)) {
            if (order.trailing() == null) {
                return;
            }
            order.follow(best);
            if (!order.stopsAt(bar.close())) {
                return;
            }
        }
        pull(order, order.sign());
    }

    private void reachWithin(SimOrder order) {
        long best = order.bestOf(bar);
        if (order.role() == Role.TOUCH && order.isTouchedBy(best)) {
            pull(order, -order.sign());
        } else if (order.role() == Role.LIMIT && order.isWithinLimit(best) && (touchFills || best != order.limit())) {
            passing(order.limit(), -order.sign());
            take(order, order.limit(), Liquidity.MAKER);
        }
    }

    /** Triggers an order at its trigger price, to which the market has moved up (+1) or down (-1). */
    private void pull(SimOrder order, int move) {
        long price = order.trigger();
        passing(price, move);
        flow.trigger(order);
        long high = move > 0 ? bar.high() : Math.max(price, bar.close());
        long low = move > 0 ? Math.min(price, bar.close()) : bar.low();
        order.confine(bar.number(), high, low);
        meet(order, price);
        order.rest();
    }

    /** What follows happens at a price that the market has moved to, up (+1) or down (-1): only what lies beyond is certain. */
    private void passing(long price, int move) {
        long high = move > 0 ? bar.high() : Math.max(price, bar.close());
        long low = move > 0 ? Math.min(price, bar.close()) : bar.low();
        flow.moveTo(price, bar.number(), high, low);
    }

    // --- At the close ---------------------------------------------------------------------------------------------

    private void atClose(Book book) {
        int present = book.size();
        flow.moveTo(bar.close(), bar.number(), bar.close(), bar.close());
        for (int i = 0; i < present; i++) {
            SimOrder order = book.order(i);
            boolean due = order.role() == Role.ON_CLOSE
                    && order.isActive()
                    && bar.startNanos() < order.auctionNanos()
                    && order.auctionNanos() <= bar.endNanos();
            if (due) {
                meetClosingAuction(order);
            } else if (meetsCloseWhenLate && arrivedWithin(order)) {
                meetClose(order);
            }
        }
        meetFresh(book);
    }

    private boolean arrivedWithin(SimOrder order) {
        return order.arrivalNanos() > bar.startNanos()
                && order.arrivalNanos() < bar.endNanos()
                && order.isActive()
                && (inSession || order.request().extendedHours());
    }

    private void meetClose(SimOrder order) {
        order.follow(bar.close());
        meet(order, bar.close());
        finishImmediate(order);
    }

    private void meetClosingAuction(SimOrder order) {
        if (!order.request().type().hasLimitPrice() || order.isWithinLimit(bar.close())) {
            take(order, bar.close(), Liquidity.TAKER);
        }
        if (!order.isEnded()) {
            flow.cancel(order, "not filled in the closing auction");
        }
    }
}
