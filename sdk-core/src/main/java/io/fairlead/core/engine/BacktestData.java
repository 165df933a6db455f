package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.feed.BarAggregator;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.HistoryArrived;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Past bars, walked with a cursor per instrument. The next end of every instrument stands in one array: a scan finds the next time,
 * and instruments that end at one time need no queue.
 */
final class BacktestData implements DataPort {
    private static final long DONE = Long.MAX_VALUE;
    private static final BarAggregator[] NONE = {};

    private final SessionCore core;
    private final BarData source;
    private final BarStream[] base;
    private final BarAggregator[][] aggregators;
    private final List<BarStream> aggregated = new ArrayList<>();
    private final List<BarStream> fresh = new ArrayList<>();
    private final BarTape tape;
    private final long[] nextEnd;
    private final int[] limit;

    BacktestData(SessionCore core, BarData source, long fromNanos, long toNanos) {
        this.core = core;
        this.source = source;
        int count = core.instruments().size();
        base = new BarStream[count];
        aggregators = new BarAggregator[count][];
        Arrays.fill(aggregators, NONE);
        nextEnd = new long[count];
        tape = new BarTape(count);
        limit = new int[count];
        for (int i = 0; i < count; i++) {
            BarColumns columns = source.bars(core.instruments().get(i).id());
            base[i] = new BarStream(i, columns, columns.countEndedBy(fromNanos), tape);
            limit[i] = toNanos == DONE ? columns.size() : columns.countEndedBy(toNanos);
            lookAhead(i);
        }
    }

    private void lookAhead(int index) {
        boolean more = tape.moveOn(index) || load(index);
        nextEnd[index] = more ? tape.endNanos(tape.placeOf(index)) : DONE;
    }

    private boolean load(int index) {
        BarStream stream = base[index];
        return tape.load(index, stream.columns(), stream.known(), limit[index]);
    }

    /** How many bars are still to come. */
    long remaining() {
        long rest = 0;
        for (int i = 0; i < limit.length; i++) {
            rest += Math.max(0, limit[i] - base[i].known());
        }
        return rest;
    }

    /** Walks the data to its end, or to where {@code stop} ends it before a time. */
    void run(LongPredicate stop) {
        long now = earliest();
        while (now != DONE && !stop.test(now)) {
            core.fireTimers(now - 1);
            core.timeIs(now);
            showVenue(now);
            now = showStrategies(now);
        }
    }

    private long earliest() {
        long earliest = DONE;
        for (long end : nextEnd) {
            earliest = Math.min(earliest, end);
        }
        return earliest;
    }

    private void showVenue(long now) {
        for (int i = passed(0, now); i < nextEnd.length; i = passed(i + 1, now)) {
            core.venueBar(i, tape, tape.placeOf(i));
        }
        core.settle();
        core.takeForeign();
    }

    /**
     * Walks over the bars that end now and mean nothing to an order; the first that does, or the end. A loop of its own, apart from all
     * that an order leads to: compiled as one with it, each round moved what that needs out of the registers and back (measured).
     */
    private int passed(int from, long now) {
        int i = from;
        while (i < nextEnd.length && (nextEnd[i] != now || core.venuePasses(i, tape, tape.placeOf(i)))) {
            i++;
        }
        return i;
    }

    /** Hands out the bars that end now; when the next ones end. */
    private long showStrategies(long now) {
        for (int i = 0; i < nextEnd.length; i++) {
            if (nextEnd[i] == now) {
                showBar(i);
            }
        }
        long earliest = moveOn(now);
        if (!aggregated.isEmpty()) {
            flushAggregated(now);
        }
        core.slices().fireAll();
        if (core.hasWarmUps()) {
            core.warmUp();
        }
        core.fireTimers(now);
        core.sampleEquity();
        return earliest;
    }

    /** Looks up when the bars after these end, in a loop of its own: the memory that it waits for is fetched side by side. */
    private long moveOn(long now) {
        long earliest = DONE;
        for (int i = 0; i < nextEnd.length; i++) {
            if (nextEnd[i] == now) {
                lookAhead(i);
            }
            earliest = Math.min(earliest, nextEnd[i]);
        }
        return earliest;
    }

    private void showBar(int index) {
        BarStream stream = base[index];
        BarAggregator[] before = aggregators[index]; // what is subscribed to meanwhile has taken this bar in already
        int place = tape.placeOf(index);
        core.price(index, tape.close(place));
        stream.reveal(place);
        core.barEnded(stream);
        stream.leaveTape();
        if (before.length > 0) {
            aggregate(before, place);
        }
    }

    private void aggregate(BarAggregator[] all, int place) {
        for (BarAggregator aggregator : all) {
            aggregator.add(
                    tape.startNanos(place),
                    tape.endNanos(place),
                    tape.open(place),
                    tape.high(place),
                    tape.low(place),
                    tape.close(place),
                    tape.volume(place));
        }
        showAggregated();
    }

    private void showAggregated() {
        if (!fresh.isEmpty()) {
            List<BarStream> ended = List.copyOf(fresh);
            fresh.clear();
            for (BarStream stream : ended) {
                stream.reveal();
                core.barEnded(stream);
            }
        }
    }

    /** Ends aggregated bars whose time has passed without a last bar of their own. */
    private void flushAggregated(long now) {
        for (BarAggregator[] ofInstrument : aggregators) {
            for (BarAggregator aggregator : ofInstrument) {
                aggregator.flush(now);
            }
        }
        showAggregated();
    }

    @Override
    public BarStream stream(int instrumentIndex, BarInterval interval, int warmUp) {
        if (interval.equals(source.interval())) {
            return base[instrumentIndex];
        }
        for (BarStream stream : aggregated) {
            if (stream.instrumentIndex == instrumentIndex && stream.interval.equals(interval)) {
                return stream;
            }
        }
        return aggregate(instrumentIndex, interval);
    }

    private BarStream aggregate(int index, BarInterval interval) {
        if (interval.compareTo(source.interval()) < 0) {
            throw new BadInputException("bars of " + interval + " asked for, but the data of "
                    + core.instruments().get(index).id() + " has " + source.interval()
                    + "; ask for " + source.interval() + " or coarser");
        }
        BarStream[] made = new BarStream[1];
        BarColumns columns = BarColumns.of(core.instruments().get(index).id(), interval);
        boolean[] live = new boolean[1];
        BarAggregator aggregator =
                new BarAggregator(interval, core.instruments().get(index).calendar(), (start, end, o, h, l, c, v) -> {
                    columns.append(start, end, o, h, l, c, v);
                    if (live[0]) {
                        fresh.add(made[0]);
                    }
                });
        BarColumns source = base[index].columns();
        for (int i = 0; i < base[index].known(); i++) {
            aggregator.add(
                    source.startNanos(i),
                    source.endNanos(i),
                    source.open(i),
                    source.high(i),
                    source.low(i),
                    source.close(i),
                    source.volume(i));
        }
        made[0] = new BarStream(index, columns, columns.size());
        live[0] = true;
        aggregated.add(made[0]);
        aggregators[index] = Arrays.copyOf(aggregators[index], aggregators[index].length + 1);
        aggregators[index][aggregators[index].length - 1] = aggregator;
        return made[0];
    }

    @Override
    public boolean isAwaitingHistory(BarStream stream) {
        return false;
    }

    @Override
    public void warmedUp(BarStream stream) {}

    @Override
    public HistoryArrived taken(HistoryArrived history) {
        throw new IllegalStateException("past data is not delivered: " + history);
    }

    @Override
    public void take(JournalRecord datum) {
        throw new IllegalStateException("past data is not delivered: " + datum);
    }

    @Override
    public void quotes(int instrumentIndex) {
        throw new UnsupportedCapabilityException("a backtest on bars has no quotes; subscribe to bars");
    }

    @Override
    public void trades(int instrumentIndex) {
        throw new UnsupportedCapabilityException("a backtest on bars has no trades; subscribe to bars");
    }

    @Override
    public void close() {}
}
