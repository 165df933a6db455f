package io.fairlead.binance;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Depth;
import java.util.Arrays;

/**
 * An order book kept from a snapshot and the changes since, as "How to manage a local order book correctly" of the market streams has it (state
 * of 2025-11-12). Levels beyond the snapshot are not known until they change. One thread.
 */
final class LocalBook {
    private final Instrument instrument;
    private final Half bids = new Half(1);
    private final Half asks = new Half(-1);
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

        int count() {
            return values.length / 2;
        }

        long price(int level) {
            return values[2 * level];
        }

        long size(int level) {
            return values[2 * level + 1];
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
        bids.reset(snapshotBids);
        asks.reset(snapshotAsks);
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
        bids.set(change.bids());
        asks.set(change.asks());
        id = change.last();
        return Applied.YES;
    }

    /** The best levels of each side. */
    Depth top(int levels, long timeNanos) {
        return new Depth(
                instrument.id(),
                timeNanos,
                bids.best(levels),
                asks.best(levels),
                instrument.priceScale(),
                instrument.quantityScale());
    }

    /**
     * One side, in arrays: what changes most, the best levels, stands at the end, where little has to be moved. Keys rise toward the best price:
     * they are the prices of the bids, and those of the asks with their sign turned.
     */
    private static final class Half {
        private final int sign;
        private long[] keys = new long[64];
        private long[] sizes = new long[64];
        private int count;

        Half(int sign) {
            this.sign = sign;
        }

        void reset(Levels snapshot) {
            count = 0;
            for (int i = snapshot.count() - 1; i >= 0; i--) { // from the worst level on, each goes to the end
                set(sign * snapshot.price(i), snapshot.size(i));
            }
        }

        void set(Levels levels) {
            for (int i = 0; i < levels.count(); i++) {
                set(sign * levels.price(i), levels.size(i));
            }
        }

        private void set(long key, long size) {
            int found = Arrays.binarySearch(keys, 0, count, key);
            if (size == 0) {
                if (found >= 0) {
                    move(found + 1, found);
                    count--;
                }
                return;
            }
            int at = found;
            if (found < 0) {
                at = -found - 1;
                makeRoom();
                move(at, at + 1);
                count++;
                keys[at] = key;
            }
            sizes[at] = size;
        }

        private void makeRoom() {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
                sizes = Arrays.copyOf(sizes, 2 * count);
            }
        }

        private void move(int from, int to) {
            System.arraycopy(keys, from, keys, to, count - from);
            System.arraycopy(sizes, from, sizes, to, count - from);
        }

        /** The best levels, price and size in turn. */
        long[] best(int levels) {
            long[] values = new long[2 * Math.min(levels, count)];
            for (int i = 0; i < values.length; i += 2) {
                int at = count - 1 - i / 2;
                values[i] = sign * keys[at];
                values[i + 1] = sizes[at];
            }
            return values;
        }
    }
}
