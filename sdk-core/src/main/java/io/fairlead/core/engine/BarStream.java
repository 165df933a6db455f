package io.fairlead.core.engine;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.feed.BarColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one instrument and interval as the session knows them: columns, and how many of them have ended. In a backtest the
 * columns are the data itself and only the count moves; live, and when aggregated, bars are appended.
 */
final class BarStream {
    private static final StrategyHost[] NOBODY = {};
    private static final SliceTracker[] NONE = {};
    private static final int NOWHERE = -1;

    final int instrumentIndex;
    final InstrumentId instrument;
    final BarInterval interval;
    private final BarColumns columns;
    private int known;
    private final @Nullable BarTape tape;
    /** Where on the tape the latest bar lies, nearer than in the columns, while it is handed out; else {@link #NOWHERE}. */
    private int place = NOWHERE;

    private StrategyHost[] takers = NOBODY;
    private SliceTracker[] slices = NONE;
    private int[] slots = {};

    BarStream(int instrumentIndex, BarColumns columns, int known) {
        this(instrumentIndex, columns, known, null);
    }

    /** Of columns that are copied onto a tape while they are walked. */
    BarStream(int instrumentIndex, BarColumns columns, int known, @Nullable BarTape tape) {
        this.instrumentIndex = instrumentIndex;
        this.instrument = columns.instrument();
        this.interval = columns.interval();
        this.columns = columns;
        this.known = known;
        this.tape = tape;
    }

    BarColumns columns() {
        return columns;
    }

    /** How many bars have ended. */
    int known() {
        return known;
    }

    /** One more bar of the data has ended. */
    void reveal() {
        known++;
    }

    /** One more bar has ended: the one at a place of the tape, until {@link #leaveTape()}. */
    void reveal(int placeOnTape) {
        known++;
        place = placeOnTape;
    }

    /** The tape goes on. */
    void leaveTape() {
        place = NOWHERE;
    }

    /** A bar that was not in the columns yet has ended. */
    void append(long startNanos, long endNanos, double open, double high, double low, double close, double volume) {
        columns.append(startNanos, endNanos, open, high, low, close, volume);
        known = columns.size();
    }

    Bar latest() {
        BarTape near = tape;
        return near == null || place == NOWHERE ? fromColumns() : fromTape(near);
    }

    private Bar fromTape(BarTape near) {
        return new Bar(
                instrument,
                interval,
                near.startNanos(place),
                near.endNanos(place),
                near.open(place),
                near.high(place),
                near.low(place),
                near.close(place),
                near.volume(place));
    }

    private Bar fromColumns() {
        int last = known - 1;
        return new Bar(
                instrument,
                interval,
                columns.startNanos(last),
                columns.endNanos(last),
                columns.open(last),
                columns.high(last),
                columns.low(last),
                columns.close(last),
                columns.volume(last));
    }

    /** Strategies that take each bar. */
    StrategyHost[] takers() {
        return takers;
    }

    /** Marks this stream's bar as in, for every slice that it belongs to. */
    void addToSlices(long endNanos) {
        for (int i = 0; i < slices.length; i++) {
            slices[i].add(slots[i], endNanos);
        }
    }

    boolean hasSlices() {
        return slices.length > 0;
    }

    void subscribe(StrategyHost host) {
        if (takers.length == 0) {
            takers = host.alone();
        } else if (!Arrays.asList(takers).contains(host)) {
            takers = Arrays.copyOf(takers, takers.length + 1);
            takers[takers.length - 1] = host;
        }
    }

    void subscribe(SliceTracker tracker) {
        if (Arrays.asList(slices).contains(tracker)) {
            return;
        }
        slices = Arrays.copyOf(slices, slices.length + 1);
        slots = Arrays.copyOf(slots, slices.length);
        slices[slices.length - 1] = tracker;
        slots[slices.length - 1] = tracker.join(this);
    }
}
