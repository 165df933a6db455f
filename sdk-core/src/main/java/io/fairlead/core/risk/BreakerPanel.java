package io.fairlead.core.risk;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The breakers of one session at work: the engine tells what happens, they tell when they trip, each step once. They only ever say
 * what trading is to be taken back to; keeping the state is the session's. Time comes in with what happens. One thread.
 */
public final class BreakerPanel {
    private final BreakerWatch[] watches;
    private final Consumer<Breaker.Trip> onTrip;

    /**
     * Breakers that have seen nothing yet.
     *
     * @param onTrip told of every trip, on the thread that fed it
     */
    public BreakerPanel(Breakers breakers, Consumer<Breaker.Trip> onTrip) {
        List<Breaker> all = breakers.all();
        this.watches = all.stream().map(Breaker::watch).toArray(BreakerWatch[]::new);
        this.onTrip = onTrip;
    }

    /** Whether there is none: then nothing need be fed. */
    public boolean isEmpty() {
        return watches.length == 0;
    }

    /** A day of the venue begins with this equity, in hundred-millionths of the base currency. */
    public void onDay(long equityE8) {
        for (BreakerWatch watch : watches) {
            watch.onDay(equityE8);
        }
    }

    /** The account's equity in hundred-millionths of the base currency. */
    public void onEquity(long nowNanos, long equityE8) {
        for (BreakerWatch watch : watches) {
            tell(watch.onEquity(nowNanos, equityE8));
        }
    }

    /**
     * A new price of an instrument that is held.
     *
     * @param instrument its index in the session
     * @param name for the alarm
     * @param priceScaled the price at the instrument's own scale
     */
    public void onPrice(long nowNanos, int instrument, String name, long priceScaled) {
        for (BreakerWatch watch : watches) {
            tell(watch.onPrice(nowNanos, instrument, name, priceScaled));
        }
    }

    /** The broker's connection came up. */
    public void onUp(long nowNanos) {
        for (BreakerWatch watch : watches) {
            tell(watch.onUp(nowNanos));
        }
    }

    /**
     * The broker's connection went down.
     *
     * @param closed for good
     */
    public void onDown(long nowNanos, boolean closed) {
        for (BreakerWatch watch : watches) {
            tell(watch.onDown(nowNanos, closed));
        }
    }

    /** The venue has taken an order, or rejected it. */
    public void onAnswer(long nowNanos, boolean rejected) {
        for (BreakerWatch watch : watches) {
            tell(watch.onAnswer(nowNanos, rejected));
        }
    }

    /** When a breaker may trip though nothing happens but time, in epoch nanoseconds; {@link Long#MAX_VALUE} if none can. */
    public long nextDueNanos() {
        long next = Long.MAX_VALUE;
        for (BreakerWatch watch : watches) {
            next = Math.min(next, watch.nextDueNanos());
        }
        return next;
    }

    /** Time has passed. */
    public void onTime(long nowNanos) {
        for (BreakerWatch watch : watches) {
            tell(watch.onTime(nowNanos));
        }
    }

    /** A person has resumed trading: every breaker counts from here. */
    public void resume(long nowNanos) {
        for (BreakerWatch watch : watches) {
            watch.resume(nowNanos);
        }
    }

    private void tell(Optional<Breaker.Trip> trip) {
        if (trip.isPresent()) {
            onTrip.accept(trip.get());
        }
    }
}
