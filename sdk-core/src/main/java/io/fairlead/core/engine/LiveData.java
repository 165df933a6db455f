package io.fairlead.core.engine;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Live bars, quotes and trades: every delivery becomes an input of the session. */
final class LiveData implements DataPort {
    private record Key(int index, BarInterval interval) {}

    private final SessionCore core;
    private final Optional<MarketDataFacet> source;
    private final Optional<HistoryFacet> history;
    private final Map<Key, BarStream> streams = new HashMap<>();
    private final Map<BarStream, List<Bar>> held = new HashMap<>();
    private final Set<BarStream> awaiting = new HashSet<>();
    private final List<MarketDataFacet.Subscription> subscriptions = new ArrayList<>();
    private int openSubscriptions;

    LiveData(SessionCore core, Optional<MarketDataFacet> source, Optional<HistoryFacet> history) {
        this.core = core;
        this.source = source;
        this.history = history;
    }

    private MarketDataFacet source() {
        return source.orElseThrow(() -> new UnsupportedCapabilityException(
                "the session has no live market data; name a source with marketData(…)"));
    }

    /** Whether every source that was subscribed to has ended. */
    boolean isExhausted() {
        return !subscriptions.isEmpty() && openSubscriptions == 0;
    }

    @Override
    public BarStream stream(int index, BarInterval interval, int warmUp) {
        BarStream known = streams.get(new Key(index, interval));
        if (known != null) {
            return known;
        }
        InstrumentId id = core.instruments().get(index).id();
        BarStream stream = new BarStream(index, BarColumns.of(id, interval), 0);
        subscriptions.add(source().bars(id, interval, listener(index, stream)));
        openSubscriptions++;
        streams.put(new Key(index, interval), stream);
        held.put(stream, new ArrayList<>());
        if (warmUp > 0 && history.isPresent()) {
            askHistory(stream, interval, warmUp, history.get());
        }
        return stream;
    }

    private MarketDataFacet.Listener listener(int index, BarStream stream) {
        return new MarketDataFacet.Listener() {
            @Override
            public void onBar(Bar bar) {
                put(() -> arrived(stream, bar));
            }

            @Override
            public void onQuote(Quote quote) {
                put(() -> core.quote(index, quote));
            }

            @Override
            public void onTrade(Trade trade) {
                put(() -> core.trade(index, trade));
            }

            @Override
            public void onGap(InstrumentId instrument, String detail) {
                put(() -> core.onAlarm("DATA_GAP", "instrument=" + instrument + " " + detail));
            }

            @Override
            public void onEnd() {
                put(() -> openSubscriptions--);
            }
        };
    }

    private void put(Runnable input) {
        core.inbox().put(input);
    }

    /** Enough time back for so many bars over nights, weekends and holidays. */
    private static Duration reach(BarInterval interval, int bars) {
        Duration span = interval.span().orElse(Duration.ofDays(interval.equals(BarInterval.WEEK) ? 7 : 1));
        return span.multipliedBy(bars)
                .multipliedBy(interval.isIntraday() ? 5 : 2)
                .plusDays(7);
    }

    private void askHistory(BarStream stream, BarInterval interval, int warmUp, HistoryFacet facet) {
        awaiting.add(stream);
        Instant now = core.clock().instant();
        CompletionStage<List<Bar>> answer;
        try {
            answer = facet.bars(stream.instrument, interval, now.minus(reach(interval, warmUp)), now);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((bars, failure) -> put(() -> historyArrived(stream, warmUp, bars, failure)));
    }

    private void historyArrived(BarStream stream, int warmUp, List<Bar> bars, Throwable failure) {
        if (failure != null) {
            core.onAlarm("HISTORY_FAILED", "instrument=" + stream.instrument + " error=" + failure);
        } else {
            long now = core.clock().nowNanos();
            List<Bar> ended = bars.stream().filter(bar -> bar.endNanos() <= now).toList();
            ended.subList(Math.max(0, ended.size() - warmUp), ended.size()).forEach(bar -> append(stream, bar));
        }
        awaiting.remove(stream);
        core.warmUp();
    }

    private static boolean append(BarStream stream, Bar bar) {
        BarColumns columns = stream.columns();
        if (!columns.isEmpty() && bar.startNanos() <= columns.startNanos(columns.size() - 1)) {
            return false;
        }
        stream.append(bar.startNanos(), bar.endNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        return true;
    }

    private void arrived(BarStream stream, Bar bar) {
        List<Bar> waiting = held.get(stream);
        if (waiting != null) {
            waiting.add(bar);
            return;
        }
        core.timeIs(bar.endNanos());
        core.slices().fireOlder(stream.interval, bar.endNanos());
        if (!append(stream, bar)) {
            core.onAlarm("DATA_OLD_BAR", "bar=" + bar);
            return;
        }
        core.venueBar(stream.instrumentIndex, stream, stream.known() - 1);
        core.settle();
        core.price(stream.instrumentIndex, bar.close());
        core.barEnded(stream);
        core.slices().fireComplete();
        core.sampleEquity();
    }

    @Override
    public boolean isAwaitingHistory(BarStream stream) {
        return awaiting.contains(stream);
    }

    @Override
    public void warmedUp(BarStream stream) {
        List<Bar> waiting = held.remove(stream);
        if (waiting != null) {
            waiting.forEach(bar -> arrived(stream, bar));
        }
    }

    @Override
    public void quotes(int index) {
        InstrumentId id = core.instruments().get(index).id();
        openSubscriptions++;
        subscriptions.add(source().quotes(id, listener(index, unused(index, id))));
    }

    @Override
    public void trades(int index) {
        InstrumentId id = core.instruments().get(index).id();
        openSubscriptions++;
        subscriptions.add(source().trades(id, listener(index, unused(index, id))));
    }

    private static BarStream unused(int index, InstrumentId id) {
        return new BarStream(index, BarColumns.of(id, BarInterval.ofMinutes(1)), 0);
    }

    @Override
    public void close() {
        subscriptions.forEach(MarketDataFacet.Subscription::close);
    }
}
