package io.fairlead.core.order;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The session's instruments, each with a dense index from 0 in the order in which they came. On the session's thread. */
public final class InstrumentTable {
    private final Map<InstrumentId, Integer> indexes = new HashMap<>();
    private final List<Instrument> instruments = new ArrayList<>();

    /** An empty table. */
    public InstrumentTable() {}

    /** Adds an instrument, or takes its new rules; its index. */
    public int put(Instrument instrument) {
        Integer known = indexes.get(instrument.id());
        if (known != null) {
            instruments.set(known, instrument);
            return known;
        }
        int index = instruments.size();
        indexes.put(instrument.id(), index);
        instruments.add(instrument);
        return index;
    }

    /** How many there are. */
    public int size() {
        return instruments.size();
    }

    /** The rules that hold now. */
    public Instrument get(int index) {
        return instruments.get(index);
    }

    /** The index of an instrument; -1 if the session does not have it. */
    public int indexOf(InstrumentId id) {
        Integer index = indexes.get(id);
        return index == null ? -1 : index;
    }

    /**
     * The index of an instrument.
     *
     * @throws BadInputException if the session does not have it; the message names those it has
     */
    public int require(InstrumentId id) {
        int index = indexOf(id);
        if (index < 0) {
            throw new BadInputException("unknown instrument " + id + "; the session's data has " + names());
        }
        return index;
    }

    /** All of them, in index order. */
    public List<Instrument> all() {
        return Collections.unmodifiableList(instruments);
    }

    private String names() {
        int shown = Math.min(instruments.size(), 20);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(instruments.get(i).id());
        }
        return text + (shown < instruments.size() ? " and " + (instruments.size() - shown) + " more" : "");
    }
}
