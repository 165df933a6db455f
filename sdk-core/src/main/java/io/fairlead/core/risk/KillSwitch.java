package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The big red button: while it is tripped, a session that looks at it is {@link TradingState#HALTED}: cancels and flattening pass,
 * nothing else. It holds a fact and does nothing by itself: no listeners, no I/O. Any thread.
 */
public final class KillSwitch {
    /**
     * Why and by whom it was tripped.
     *
     * @param reason in words, for the journal; not blank
     * @param who a person or a component; not blank
     */
    public record Trip(String reason, String who) {
        /** Checks that both are given. */
        public Trip {
            if (reason.isBlank() || who.isBlank()) {
                throw new IllegalArgumentException(
                        "a trip has a reason and somebody who did it, was '" + reason + "' by '" + who + "'");
            }
        }
    }

    private final AtomicReference<@Nullable Trip> trip = new AtomicReference<>();

    /** A switch that is not tripped. */
    public KillSwitch() {}

    /**
     * Trips it. The first reason stays until it is reset.
     *
     * @return whether this call did it; false if it was tripped already
     */
    public boolean trip(String reason, String who) {
        return trip.compareAndSet(null, new Trip(reason, who));
    }

    /**
     * Lets trading resume.
     *
     * @return what it was tripped for; empty if it was not
     */
    public Optional<Trip> reset() {
        return Optional.ofNullable(trip.getAndSet(null));
    }

    /** Whether it is tripped. */
    public boolean isTripped() {
        return trip.get() != null;
    }

    /** Why and by whom; empty if it is not tripped. */
    public Optional<Trip> current() {
        return Optional.ofNullable(trip.get());
    }

    /** The state that a session is in, given the one that it would be in without this switch. */
    public TradingState apply(TradingState state) {
        return isTripped() ? TradingState.HALTED : Objects.requireNonNull(state, "state");
    }
}
