package io.fairlead.core.engine;

import io.fairlead.api.risk.TradingState;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskRecords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records in memory that outlive a session; every write fails while a test says so. */
final class KeptRecords implements RiskRecords {
    final List<String> lines = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    private volatile RiskMemory memory = RiskMemory.FRESH;

    private void write(String line) {
        if (broken) {
            throw new IllegalStateException("disk full");
        }
        lines.add(line);
    }

    @Override
    public void killTripped(KillSwitch.Trip trip) {
        write("tripped by " + trip.who() + ": " + trip.reason());
        memory = new RiskMemory(Optional.of(trip), memory.state());
    }

    @Override
    public void killReset(String who, String why) {
        write("reset by " + who + ": " + why);
        memory = new RiskMemory(Optional.empty(), memory.state());
    }

    @Override
    public void tradingStateChanged(TradingState state, String who, String why) {
        write(state + " by " + who + ": " + why);
        memory = new RiskMemory(memory.trip(), state);
    }

    @Override
    public void limitsChanged(String policy, List<String> rules, String who, String why) {
        write("limits " + policy + " (" + rules.size() + " lines) by " + who + ": " + why);
    }

    @Override
    public RiskMemory restore() {
        return memory;
    }
}
