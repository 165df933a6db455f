package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The big red button: while it is tripped, a session that looks at it is {@link TradingState#HALTED}: cancels and flattening pass,
 * nothing else. It holds a fact and does nothing by itself: no listeners, no I/O. A session writes each trip and each reset to its
 * {@link RiskRecords} and trips the switch again when it is opened on records that end with a trip. Any thread.
 *
 * <p>Besides {@link #trip}, a {@link KillFile} and a {@link KillSignal} can trip it.
 */
public final class KillSwitch {
    /**
     * Why and by whom it was tripped, or reset.
     *
     * @param reason in words, for the journal; not blank
     * @param who a person or a component; not blank
     */
    public record Trip(String reason, String who) {
        /** Checks that both are given. */
        public Trip {
            if (reason.isBlank() || who.isBlank()) {
                throw new IllegalArgumentException(
                        "a trip or reset has a reason and somebody who did it, was '" + reason + "' by '" + who + "'");
            }
        }
    }

    /**
     * How it stands, and the last thing that was done to it.
     *
     * @param tripped whether it is tripped
     * @param last what was done last; null as long as nothing was
     * @param changes how often it was tripped or reset
     */
    private record Standing(boolean tripped, @Nullable Trip last, long changes) {}

    private final Object lock = new Object();
    private volatile Standing standing = new Standing(false, null, 0);

    /** A switch that is not tripped. */
    public KillSwitch() {}

    /**
     * Trips it. The first reason stays until it is reset.
     *
     * @return whether this call did it; false if it was tripped already
     */
    public boolean trip(String reason, String who) {
        Trip trip = new Trip(reason, who);
        synchronized (lock) {
            if (standing.tripped()) {
                return false;
            }
            standing = new Standing(true, trip, standing.changes() + 1);
            return true;
        }
    }

    /**
     * Lets trading resume, as far as this switch is concerned.
     *
     * @param who the person who answers for it; not blank
     * @param why in words, for the journal; not blank
     * @return what it was tripped for; empty if it was not
     */
    public Optional<Trip> reset(String who, String why) {
        Trip reset = new Trip(why, who);
        synchronized (lock) {
            Standing before = standing;
            if (!before.tripped()) {
                return Optional.empty();
            }
            standing = new Standing(false, reset, before.changes() + 1);
            return Optional.ofNullable(before.last());
        }
    }

    /** Whether it is tripped. */
    public boolean isTripped() {
        return standing.tripped();
    }

    /** Why and by whom; empty if it is not tripped. */
    public Optional<Trip> current() {
        Standing now = standing;
        return now.tripped() ? Optional.ofNullable(now.last()) : Optional.empty();
    }

    /** How often it was tripped or reset: whoever remembers the number sees whether anything was done since. */
    public long changes() {
        return standing.changes();
    }

    /** What was done last: a trip if it {@linkplain #isTripped() is tripped}, else a reset; empty if nothing was done yet. */
    public Optional<Trip> last() {
        return Optional.ofNullable(standing.last());
    }

    /** The state that a session is in, given the one that it would be in without this switch. */
    public TradingState apply(TradingState state) {
        return isTripped() ? TradingState.HALTED : Objects.requireNonNull(state, "state");
    }
}
