package io.fairlead.core.engine;

import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.risk.KillSwitch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the session lets through. The gate judges by what has been taken in as a command, so that a run is a function of its inputs;
 * what is about to leave is held back by the kill switch at once, whoever trips it. On the session's thread, but for {@link #shown}.
 */
final class TradingGuard {
    private final KillSwitch killSwitch;
    private volatile TradingState commanded = TradingState.ACTIVE;
    private volatile boolean failed;
    private boolean tripped;
    private boolean sending;

    TradingGuard(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    /** What the host sees: the switch reckoned in as it stands. Any thread. */
    TradingState shown() {
        return failed ? TradingState.HALTED : killSwitch.apply(commanded);
    }

    /** What the desk goes by. */
    TradingState now() {
        boolean halted = failed || tripped || (sending && killSwitch.isTripped());
        return halted ? TradingState.HALTED : commanded;
    }

    /** Whether orders are being handed to the adapter. */
    void sending(boolean whether) {
        sending = whether;
    }

    /** As an earlier session left it: a tripped switch stays tripped over restarts. */
    void recover(TradingState state, Optional<Commanded> kill) {
        commanded = state;
        kill.ifPresent(order -> killSwitch.trip(order.why(), order.who()));
        tripped = kill.isPresent();
    }

    /** Halts for the session's life. */
    void failed() {
        failed = true;
    }

    void set(TradingState state) {
        commanded = state;
    }

    void tripped(boolean whether) {
        tripped = whether;
    }

    /** The command that tells of the switch as it stands; null if that is known. */
    @Nullable
    Commanded news() {
        if (killSwitch.isTripped() == tripped) {
            return null;
        }
        return killSwitch
                .current()
                .map(trip -> new Commanded(new Command.TripKillSwitch(), trip.who(), trip.reason()))
                .orElseGet(() -> new Commanded(new Command.ResetKillSwitch(), "kill switch", ""));
    }
}
