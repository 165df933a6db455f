package io.fairlead.core.sim;

import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.TimeInForce;

/**
 * Fills orders from quotes and trades, with the time of the quote or trade as event time.
 *
 * <p>Where quotes are known, what takes fills at the ask (a sale: the bid) up to the size shown there, which is then used up until
 * the next quote; what waits in the book fills at its limit when the other side of the quote reaches it, or when a trade does, up to
 * that trade's size. Stops are triggered by the side of the quote that they would fill at, and by trades. Where only trades are
 * known, a trade stands for both sides. A size of 0 is unknown and fills any quantity. On the venue's thread.
 */
final class TickMatcher {
    private final OrderFlow flow;
    private final boolean touchFills;
    private long nowNanos;
    private boolean inSession;

    TickMatcher(OrderFlow flow, SimConfig config) {
        this.flow = flow;
        this.touchFills = config.limitFill() == LimitFill.TOUCH;
    }

    /** Runs the book's orders against its quote. */
    void onQuote(Book book, long timeNanos) {
        begin(book, timeNanos);
        for (int i = 0; i < book.size(); i++) {
            SimOrder order = book.order(i);
            if (order.role() == Role.STOP && takesPart(order)) {
                meetTop(order, true);
            }
        }
        for (int i = 0; i < book.size(); i++) {
            SimOrder order = book.order(i);
            if (order.role() != Role.STOP && takesPart(order)) {
                meetTop(order, true);
            }
        }
        meetFresh(book);
    }

    /** Lets an order that has just come meet what is known of the market. */
    void onArrival(SimOrder order, long timeNanos) {
        begin(order.book(), timeNanos);
        if (takesPart(order)) {
            meetTop(order, true);
        }
        meetFresh(order.book());
    }

    /** Runs the book's orders against a trade that the book has taken in. */
    void onTrade(Book book, long price, long timeNanos) {
        begin(book, timeNanos);
        if (!book.top().isQuoted()) {
            onQuote(book, timeNanos);
            return;
        }
        for (int i = 0; i < book.size(); i++) {
            SimOrder order = book.order(i);
            if (takesPart(order)) {
                meetTrade(order, price);
            }
        }
        meetFresh(book);
    }

    private void begin(Book book, long timeNanos) {
        nowNanos = timeNanos;
        inSession = book.hours().overlap(timeNanos, timeNanos + 1);
        flow.knownAt(timeNanos);
        flow.at(timeNanos);
    }

    private boolean takesPart(SimOrder order) {
        return order.isActive()
                && order.arrivalNanos() <= nowNanos
                && (inSession || order.request().extendedHours());
    }

    private void meetFresh(Book book) {
        for (int i = 0; i < book.size(); i++) {
            SimOrder order = book.order(i);
            if (order.takeFresh() && takesPart(order)) {
                meetTop(order, true);
            }
        }
    }

    /** Lets an order meet the side of the quote that it would fill at. */
    private void meetTop(SimOrder order, boolean pulling) {
        TopOfBook top = order.book().top();
        if (!top.has(order.sign()) || waitsForAuction(order)) {
            return;
        }
        long price = top.price(order.sign());
        if (pulling) {
            pull(order, price);
        }
        if (order.role() == Role.MARKET || order.role() == Role.ON_OPEN) {
            take(order, price, Liquidity.TAKER);
        } else if (order.role() == Role.LIMIT && isMet(order, price)) {
            meetLimit(order, price);
        }
        finish(order);
    }

    /** A quote that crosses a waiting limit fills it; a trade at it perhaps not. */
    private boolean isMet(SimOrder order, long price) {
        boolean byTrade = order.hasRested() && !order.book().top().isQuoted();
        return byTrade ? isReached(order, price) : order.isWithinLimit(price);
    }

    private boolean waitsForAuction(SimOrder order) {
        return order.role() == Role.ON_CLOSE || (order.role() == Role.ON_OPEN && nowNanos < order.auctionNanos());
    }

    private void pull(SimOrder order, long price) {
        if (order.role() == Role.STOP) {
            if (order.stopsAfterFollowing(price)) {
                flow.trigger(order);
            }
        } else if (order.role() == Role.TOUCH && order.isTouchedBy(price)) {
            flow.trigger(order);
        }
    }

    private void meetLimit(SimOrder order, long price) {
        if (order.hasRested()) {
            take(order, order.limit(), Liquidity.MAKER);
        } else if (order.request().postOnly()) {
            flow.reject(order, "post-only, and it would take");
        } else {
            take(order, price, Liquidity.TAKER);
        }
    }

    private void finish(SimOrder order) {
        if (order.isEnded()) {
            return;
        }
        if (order.isImmediate()) {
            flow.cancel(order, "not filled at once");
        } else if (order.role() == Role.ON_OPEN) {
            flow.cancel(order, "not filled in the opening auction");
        }
        order.rest();
    }

    private void take(SimOrder order, long price, Liquidity liquidity) {
        boolean limited = order.request().type().hasLimitPrice();
        if (limited && !order.isWithinLimit(price)) {
            return;
        }
        TopOfBook top = order.book().top();
        long available = top.available(order.sign());
        if (order.request().timeInForce() == TimeInForce.FOK) {
            order.sizeAt(price);
            if (Math.min(available, flow.room(order)) < order.remaining()) {
                return;
            }
        }
        flow.moveTo(price, 0, price, price);
        order.book().sawVolume(top.volume(order.sign(), order.book().quantityScale()));
        top.use(order.sign(), flow.fill(order, price, available, liquidity));
    }

    /** Lets an order meet a trade where quotes are known: it may be pulled by it, or filled by it where it waits. */
    private void meetTrade(SimOrder order, long price) {
        Role before = order.role();
        pull(order, price);
        if (order.role() != before) {
            meetTop(order, false);
        } else if (order.role() == Role.LIMIT && order.hasRested() && isReached(order, price)) {
            TopOfBook top = order.book().top();
            flow.moveTo(order.limit(), 0, order.limit(), order.limit());
            top.useTrade(flow.fill(order, order.limit(), top.tradeAvailable(), Liquidity.MAKER));
        }
    }

    private boolean isReached(SimOrder order, long price) {
        return order.isWithinLimit(price) && (touchFills || price != order.limit());
    }

    /** Fills an order for the closing auction at the last price known, and ends it. */
    void atClose(SimOrder order) {
        TopOfBook top = order.book().top();
        flow.at(order.auctionNanos());
        if (top.has(order.sign())) {
            take(order, top.price(order.sign()), Liquidity.TAKER);
        }
        if (!order.isEnded()) {
            flow.cancel(order, "not filled in the closing auction");
        }
    }
}
