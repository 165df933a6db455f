package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.util.Locale;

/**
 * Something that a session watches, and that takes trading back when it goes too far: to REDUCE_ONLY, further on to HALTED, never
 * forward again: a person resumes. The value is the limits; a
 * {@link BreakerPanel} makes the state machines that one session feeds. Immutable; any thread.
 */
public abstract sealed class Breaker permits LossBreaker, VolatilityBreaker, ConnectivityBreaker, RejectRateBreaker {
    Breaker() {}

    /** Its stable name: {@code "loss"}; its alarms are {@code BREAKER_LOSS}. */
    public abstract String name();

    /** It and its limits in one line, for reports. */
    public abstract String describe();

    /** A state machine that has seen nothing yet. */
    abstract BreakerWatch watch();

    /**
     * What a breaker does.
     *
     * @param breaker its name
     * @param state what trading is taken back to
     * @param detail the numbers, {@code key=value} separated by blanks
     */
    public record Trip(String breaker, TradingState state, String detail) {
        /** The code of the alarm. */
        public String code() {
            return "BREAKER_" + breaker.replace('-', '_').toUpperCase(Locale.ROOT);
        }
    }
}
