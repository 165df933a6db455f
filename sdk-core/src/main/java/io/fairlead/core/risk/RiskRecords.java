package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.util.List;
import java.util.Optional;

/**
 * Where a session writes what is done to its limits and its trading state, and what it starts from. The journal is one; a host that
 * keeps records of its own may give another. Called on the session's thread; each call returns once the record is durable, or throws.
 *
 * <p>What loosens (a reset, a resume, other limits) takes effect after its record; if that throws, it does not take effect. What
 * tightens (a trip, a halt) takes effect at once, recorded or not.
 */
public interface RiskRecords {
    /** The kill switch was tripped. */
    void killTripped(KillSwitch.Trip trip);

    /** The kill switch was reset. */
    void killReset(String who, String why);

    /** The trading state is another, by a person or a breaker. */
    void tradingStateChanged(TradingState state, String who, String why);

    /**
     * The limits are others.
     *
     * @param policy the name of the new policy
     * @param lines every rule with its limits, as {@link RiskPolicy#describe()} tells them
     */
    void limitsChanged(String policy, List<String> lines, String who, String why);

    /** What held when the last record was written. Asked once, before the session starts. */
    RiskMemory restore();

    /** Keeps nothing: after a restart everything is as if new. */
    static RiskRecords none() {
        return new RiskRecords() {
            @Override
            public void killTripped(KillSwitch.Trip trip) {}

            @Override
            public void killReset(String who, String why) {}

            @Override
            public void tradingStateChanged(TradingState state, String who, String why) {}

            @Override
            public void limitsChanged(String policy, List<String> lines, String who, String why) {}

            @Override
            public RiskMemory restore() {
                return RiskMemory.FRESH;
            }
        };
    }

    /**
     * What a session starts from.
     *
     * @param trip what the kill switch is tripped for; empty if it is not
     * @param state the trading state
     */
    record RiskMemory(Optional<KillSwitch.Trip> trip, TradingState state) {
        /** As if new. */
        public static final RiskMemory FRESH = new RiskMemory(Optional.empty(), TradingState.ACTIVE);
    }
}
