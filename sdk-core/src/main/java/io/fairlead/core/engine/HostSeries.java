package io.fairlead.core.engine;

import io.fairlead.api.LookAheadException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;

/** One strategy's view on a stream: from where its warm-up begins to what is known now. */
final class HostSeries implements BarSeries {
    private final BarStream stream;
    private final EngineClock clock;
    private final int first;

    HostSeries(BarStream stream, EngineClock clock, int first) {
        this.stream = stream;
        this.clock = clock;
        this.first = first;
    }

    BarStream stream() {
        return stream;
    }

    int first() {
        return first;
    }

    private int at(int barsAgo) {
        int index = stream.known() - 1 - barsAgo;
        if (barsAgo < 0) {
            throw new LookAheadException("bar " + barsAgo + " bars ago of " + instrument() + " " + interval()
                    + " is not known at " + clock.instant() + "; the latest is 0");
        }
        if (index < first) {
            throw new IndexOutOfBoundsException(
                    "bar " + barsAgo + " bars ago of " + instrument() + " " + interval() + "; known are " + size());
        }
        return index;
    }

    @Override
    public InstrumentId instrument() {
        return stream.instrument;
    }

    @Override
    public BarInterval interval() {
        return stream.interval;
    }

    @Override
    public int size() {
        return stream.known() - first;
    }

    @Override
    public long startNanos(int barsAgo) {
        return stream.columns().startNanos(at(barsAgo));
    }

    @Override
    public long endNanos(int barsAgo) {
        return stream.columns().endNanos(at(barsAgo));
    }

    @Override
    public double open(int barsAgo) {
        return stream.columns().open(at(barsAgo));
    }

    @Override
    public double high(int barsAgo) {
        return stream.columns().high(at(barsAgo));
    }

    @Override
    public double low(int barsAgo) {
        return stream.columns().low(at(barsAgo));
    }

    @Override
    public double close(int barsAgo) {
        return stream.columns().close(at(barsAgo));
    }

    @Override
    public double volume(int barsAgo) {
        return stream.columns().volume(at(barsAgo));
    }
}
