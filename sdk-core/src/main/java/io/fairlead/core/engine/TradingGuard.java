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
    /** From the trip taken in until a reset has been recorded. */
    private volatile boolean tripped;

    private long killChanges;
    private boolean sending;

    TradingGuard(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    /** What the host sees: the switch reckoned in as it stands. Any thread. */
    TradingState shown() {
        return failed || tripped ? TradingState.HALTED : killSwitch.apply(commanded);
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

    /** What has been commanded, or a breaker has set; the switch not reckoned in. */
    TradingState commanded() {
        return commanded;
    }

    /**
     * As an earlier session left it: a tripped switch stays tripped over restarts. Of what is remembered in several places the stricter
     * holds; what was done to the switch before is news only if nobody remembers a trip.
     */
    void recover(TradingState state, Optional<Commanded> kill) {
        commanded = state.compareTo(commanded) > 0 ? state : commanded;
        kill.ifPresent(order -> killSwitch.trip(order.why(), order.who()));
        tripped |= kill.isPresent();
        killChanges = tripped ? killSwitch.changes() : 0;
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

    /** The command that tells of what was done to the switch; null if that is known. Each deed is told once. */
    @Nullable
    Commanded news() {
        long changes = killSwitch.changes();
        if (changes == killChanges) {
            return null;
        }
        killChanges = changes;
        boolean trippedNow = killSwitch.isTripped();
        if (trippedNow == tripped) {
            return null;
        }
        Command command = trippedNow ? new Command.TripKillSwitch() : new Command.ResetKillSwitch();
        return killSwitch
                .last()
                .map(deed -> new Commanded(command, deed.who(), deed.reason()))
                .orElse(null);
    }
}
