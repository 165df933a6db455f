package io.fairlead.core.sim;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the latest datum of each instrument showed, and which books hold orders, by the books' places: side by side in memory, for most
 * bars touch nothing else (measured). On the venue's thread, but for what {@link #isIdle} and {@link #saw} say.
 */
final class LastSeen {
    private static final int CELLS = 2;

    private volatile double[] cells = {};
    private volatile AtomicIntegerArray busy = new AtomicIntegerArray(0);

    /** Makes room for a book: it holds no order, and nothing was seen. */
    void open(int place) {
        double[] before = cells;
        int size = CELLS * (place + 1);
        if (before.length < size) {
            double[] more = Arrays.copyOf(before, Math.max(size, before.length * 2));
            Arrays.fill(more, before.length, more.length, Double.NaN);
            AtomicIntegerArray flags = new AtomicIntegerArray(more.length / CELLS);
            for (int i = 0; i < busy.length(); i++) {
                flags.setPlain(i, busy.get(i));
            }
            cells = more;
            busy = flags;
        }
        cells[CELLS * place] = Double.NaN;
        cells[CELLS * place + 1] = 0;
    }

    /** Whether a book holds no order, waiting ones included. Any thread. */
    boolean isIdle(int place) {
        return busy.get(place) == 0;
    }

    void idle(int place, boolean whether) {
        busy.set(place, whether ? 0 : 1);
    }

    /** Takes in the last price and the units that traded with it; on the thread of whoever brings the data. */
    void saw(int place, double price, double volume) {
        double[] all = cells;
        all[CELLS * place] = price;
        all[CELLS * place + 1] = volume;
    }

    void sawPrice(int place, double price) {
        cells[CELLS * place] = price;
    }

    void sawVolume(int place, double volume) {
        cells[CELLS * place + 1] = volume;
    }

    /** The last price; NaN if none was seen. */
    double price(int place) {
        return cells[CELLS * place];
    }

    /** The units traded in the latest datum; 0 where unknown. */
    double volume(int place) {
        return cells[CELLS * place + 1];
    }
}
