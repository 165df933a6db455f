package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.util.Optional;

/**
 * One session's view of one breaker. It is told of what happens and answers when it trips; each step is told once. Time comes in
 * with what happens. One thread.
 */
abstract class BreakerWatch {
    private final String breaker;
    private TradingState reached = TradingState.ACTIVE;

    BreakerWatch(String breaker) {
        this.breaker = breaker;
    }

    /** The account's equity in hundred-millionths of the base currency. */
    Optional<Breaker.Trip> onEquity(long nowNanos, long equityE8) {
        return Optional.empty();
    }

    /** A day of the venue begins with this equity. */
    void onDay(long equityE8) {}

    /** A price of an instrument that is held, by its index. */
    Optional<Breaker.Trip> onPrice(long nowNanos, int instrument, String name, long priceScaled) {
        return Optional.empty();
    }

    /** The broker's connection came up. */
    Optional<Breaker.Trip> onUp(long nowNanos) {
        return Optional.empty();
    }

    /** The broker's connection went down; closed ones do not come back. */
    Optional<Breaker.Trip> onDown(long nowNanos, boolean closed) {
        return Optional.empty();
    }

    /** The venue has taken or rejected an order. */
    Optional<Breaker.Trip> onAnswer(long nowNanos, boolean rejected) {
        return Optional.empty();
    }

    /** When it may trip though nothing happens but time. */
    long nextDueNanos() {
        return Long.MAX_VALUE;
    }

    /** Time has passed. */
    Optional<Breaker.Trip> onTime(long nowNanos) {
        return Optional.empty();
    }

    /** A person has resumed trading: it counts from here. */
    final void resume(long nowNanos) {
        reached = TradingState.ACTIVE;
        startOver(nowNanos);
    }

    abstract void startOver(long nowNanos);

    /** Trips unless that state, or a stricter one, was told already. */
    final Optional<Breaker.Trip> trip(TradingState state, String detail) {
        if (state.compareTo(reached) <= 0) {
            return Optional.empty();
        }
        reached = state;
        return Optional.of(new Breaker.Trip(breaker, state, detail));
    }

    final boolean hasReached(TradingState state) {
        return reached.compareTo(state) >= 0;
    }
}
