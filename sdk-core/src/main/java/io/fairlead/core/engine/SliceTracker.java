package io.fairlead.core.engine;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.strategy.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects the bars of one strategy and interval that end at one time, and is the slice that is handed out. */
final class SliceTracker implements Slice {
    final StrategyHost host;
    private final BarInterval interval;
    private final List<BarStream> streams = new ArrayList<>();
    private int[] present = new int[8];
    private int count;
    private boolean fired;
    private long endNanos = Long.MIN_VALUE;

    SliceTracker(StrategyHost host, BarInterval interval) {
        this.host = host;
        this.interval = interval;
    }

    int join(BarStream stream) {
        streams.add(stream);
        if (streams.size() > present.length) {
            present = Arrays.copyOf(present, present.length * 2);
        }
        return streams.size() - 1;
    }

    void add(int slot, long barEndNanos) {
        if (barEndNanos < endNanos || (barEndNanos == endNanos && fired)) {
            return; // too late: the slice of that time has been handed out without it
        }
        if (barEndNanos != endNanos) {
            endNanos = barEndNanos;
            count = 0;
            fired = false;
        }
        present[count++] = slot;
    }

    long endNanos() {
        return endNanos;
    }

    boolean isPending() {
        return count > 0;
    }

    boolean isComplete() {
        return count == streams.size();
    }

    void clear() {
        count = 0;
        fired = true;
    }

    @Override
    public BarInterval interval() {
        return interval;
    }

    @Override
    public Instant end() {
        return EpochNanos.toInstant(endNanos);
    }

    @Override
    public int size() {
        return count;
    }

    private BarStream at(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("bar " + index + " of a slice of " + count);
        }
        return streams.get(present[index]);
    }

    @Override
    public InstrumentId instrument(int index) {
        return at(index).instrument;
    }

    @Override
    public Bar bar(int index) {
        return at(index).latest();
    }

    @Override
    public double close(int index) {
        BarStream stream = at(index);
        return stream.columns().close(stream.known() - 1);
    }

    @Override
    public Optional<Bar> bar(InstrumentId instrument) {
        for (int i = 0; i < count; i++) {
            if (at(i).instrument.equals(instrument)) {
                return Optional.of(bar(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<InstrumentId> missing() {
        List<InstrumentId> absent = new ArrayList<>();
        for (int slot = 0; slot < streams.size(); slot++) {
            if (!isPresent(slot)) {
                absent.add(streams.get(slot).instrument);
            }
        }
        return absent;
    }

    private boolean isPresent(int slot) {
        for (int i = 0; i < count; i++) {
            if (present[i] == slot) {
                return true;
            }
        }
        return false;
    }
}
