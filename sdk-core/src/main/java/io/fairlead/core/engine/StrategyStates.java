package io.fairlead.core.engine;

import io.fairlead.core.journal.JournalRecord.StateSaved;
import io.fairlead.core.journal.RecordLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What strategies want back after a restart: kept in the journal, last word wins. On the session's thread. */
final class StrategyStates {
    private final RecordLog log;
    private final Map<String, Map<String, String>> last = new HashMap<>();

    StrategyStates(RecordLog log) {
        this.log = log;
    }

    /** Gives each strategy what it, or one of its name, saved last. */
    void restore(List<StrategyHost> hosts, SessionRecovery earlier) {
        for (StrategyHost host : hosts) {
            earlier.state(host.name()).ifPresent(state -> {
                last.put(host.name(), state);
                host.restore(state);
            });
        }
    }

    /**
     * Writes down what has changed.
     *
     * @param always whether to ask those too of whose orders nothing was heard
     */
    void save(List<StrategyHost> hosts, boolean always) {
        if (!log.isOn()) {
            return;
        }
        for (StrategyHost host : hosts) {
            Map<String, String> state = host.stateIfChanged(always);
            if (state != null && !state.equals(last.get(host.name()))) {
                StateSaved saved = new StateSaved(host.name(), new TreeMap<>(state));
                last.put(host.name(), saved.state());
                log.write(saved);
            }
        }
    }
}
