package io.fairlead.binance;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Depth;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order book kept from a snapshot and the changes since, as "How to manage a local order book correctly" of the market streams has it (state
 * of 2025-11-12). Levels beyond the snapshot are not known until they change. One thread.
 */
final class LocalBook {
    private final Instrument instrument;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long id = -1;

    LocalBook(Instrument instrument) {
        this.instrument = instrument;
    }

    /**
     * Changes of levels.
     *
     * @param first {@code U}, the first update in it
     * @param last {@code u}, the last one
     * @param timeNanos when
     * @param bids price and size in turn, scaled; size 0 takes a level away
     * @param asks the same
     */
    record Change(long first, long last, long timeNanos, Levels bids, Levels asks) {}

    /** Price and size in turn, scaled. */
    static final class Levels {
        private final long[] values;

        Levels(long[] values) {
            this.values = values;
        }
    }

    /** What became of a change. */
    enum Applied {
        /** It is in the book. */
        YES,
        /** It is older than the book. */
        OLD,
        /** Updates before it are missing: start over. */
        GAP
    }

    /** Starts over from a snapshot. */
    void reset(long lastUpdateId, Levels snapshotBids, Levels snapshotAsks) {
        bids.clear();
        asks.clear();
        set(bids, snapshotBids);
        set(asks, snapshotAsks);
        id = lastUpdateId;
    }

    /** Applies a change; the one that straddles the snapshot counts whole. */
    Applied apply(Change change) {
        if (change.last() <= id) {
            return Applied.OLD;
        }
        if (change.first() > id + 1) {
            return Applied.GAP;
        }
        set(bids, change.bids());
        set(asks, change.asks());
        id = change.last();
        return Applied.YES;
    }

    private static void set(Map<Long, Long> side, Levels levels) {
        for (int i = 0; i < levels.values.length; i += 2) {
            if (levels.values[i + 1] == 0) {
                side.remove(levels.values[i]);
            } else {
                side.put(levels.values[i], levels.values[i + 1]);
            }
        }
    }

    /** The best levels of each side. */
    Depth top(int levels, long timeNanos) {
        return new Depth(
                instrument.id(),
                timeNanos,
                best(bids, levels),
                best(asks, levels),
                instrument.priceScale(),
                instrument.quantityScale());
    }

    private static long[] best(Map<Long, Long> side, int levels) {
        long[] values = new long[2 * Math.min(levels, side.size())];
        int at = 0;
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (at == values.length) {
                break;
            }
            values[at++] = level.getKey();
            values[at++] = level.getValue();
        }
        return values;
    }
}
