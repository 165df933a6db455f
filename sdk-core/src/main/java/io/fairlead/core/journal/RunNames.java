package io.fairlead.core.journal;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the indices of the current run stand for. Sees every record before it is used for it. One thread. */
final class RunNames {
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private List<String> strategies = List.of();
    private int run;

    void see(JournalRecord record) {
        if (record instanceof RunOpened opened) {
            run++;
            strategies = opened.strategies();
            instruments.clear();
        } else if (record instanceof InstrumentKnown known) {
            instruments.put(known.index(), known.rules());
        }
    }

    /** The number of the run in the part of the journal that was seen, from 1; 0 before the first. */
    int run() {
        return run;
    }

    Optional<Instrument> rules(int index) {
        return Optional.ofNullable(instruments.get(index));
    }

    /** Its id, or {@code #3} where the journal does not reach back to it. */
    String instrument(int index) {
        return rules(index).map(rules -> rules.id().toString()).orElse("#" + index);
    }

    /** Its name, or {@code #3}. */
    String strategy(int index) {
        return index >= 0 && index < strategies.size() ? strategies.get(index) : "#" + index;
    }
}
