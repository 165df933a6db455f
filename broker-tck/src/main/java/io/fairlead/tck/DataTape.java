package io.fairlead.tck;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.spi.MarketDataFacet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes down market data in the order in which it comes. Any thread. */
final class DataTape implements MarketDataFacet.Listener {
    /** Data that was missed. */
    record Gap(InstrumentId instrument, String detail) {}

    private final Signal signal;
    private final Object lock = new Object();
    private final List<Object> all = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    DataTape(Signal signal) {
        this.signal = signal;
    }

    @Override
    public void onBar(Bar bar) {
        take(bar);
    }

    @Override
    public void onQuote(Quote quote) {
        take(quote);
    }

    @Override
    public void onTrade(Trade trade) {
        take(trade);
    }

    @Override
    public void onDepth(Depth depth) {
        take(depth);
    }

    @Override
    public void onGap(InstrumentId instrument, String detail) {
        take(new Gap(instrument, detail));
    }

    private void take(Object datum) {
        if (inside.incrementAndGet() > 1) {
            overlapped = true;
        }
        synchronized (lock) {
            all.add(datum);
        }
        signal.raise();
        inside.decrementAndGet();
    }

    List<Object> all() {
        synchronized (lock) {
            return List.copyOf(all);
        }
    }

    <T> List<T> of(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    boolean hasOverlapped() {
        return overlapped;
    }
}
