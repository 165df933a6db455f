package io.fairlead.api.strategy;

import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.OrderEvent;
import java.util.Map;

/**
 * A trading strategy: plain callbacks, the same in every mode. A session makes its own instance, calls it from one thread, never
 * inside another callback, and sends what it submitted after the callback has returned.
 *
 * <p>A strategy that throws is suspended: it gets no more data, only order events; its orders become reduce-only; an alarm is
 * raised. Its working orders and positions stay.
 */
public interface Strategy {
    /** Its name in logs, reports and sub-positions; the class name without its package unless said otherwise. */
    default String name() {
        String full = getClass().getName();
        return full.substring(full.lastIndexOf('.') + 1);
    }

    /** Once, before any data. Subscribe here. A saved state has been restored already. */
    default void onStart(StrategyContext context) {}

    /** A bar has ended. Not called, and no {@link Bar} is made, unless overridden. */
    default void onBar(Bar bar, StrategyContext context) {}

    /** A quote has come in. */
    default void onQuote(Quote quote, StrategyContext context) {}

    /** A trade has come in. */
    default void onTrade(Trade trade, StrategyContext context) {}

    /** All subscribed bars of one interval that end now are in and have been through {@link #onBar}. */
    default void onSlice(Slice slice, StrategyContext context) {}

    /** Something became known about one of its orders. */
    default void onOrderEvent(OrderEvent event, StrategyContext context) {}

    /** A moment that it asked for has come. */
    default void onTimer(Timer timer, StrategyContext context) {}

    /** Once, after the last data. Orders submitted here are denied; cancels pass. */
    default void onStop(StrategyContext context) {}

    /** What it wants back after a restart: small, flat, in text. Asked for after each input that led to a change of its orders, and on close. */
    default Map<String, String> saveState() {
        return Map.of();
    }

    /** What {@link #saveState()} gave last, before {@link #onStart}; not called without one. */
    default void restoreState(Map<String, String> state) {}
}
