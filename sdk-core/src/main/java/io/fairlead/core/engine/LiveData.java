package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.FairleadException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.DataEnded;
import io.fairlead.core.journal.JournalRecord.GapArrived;
import io.fairlead.core.journal.JournalRecord.HistoryArrived;
import io.fairlead.core.journal.JournalRecord.QuoteArrived;
import io.fairlead.core.journal.JournalRecord.SourceRefused;
import io.fairlead.core.journal.JournalRecord.TradeArrived;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Live bars, quotes and trades: every delivery becomes an input of the session, and is taken in when its turn comes. */
final class LiveData implements DataPort {
    private record Key(int index, BarInterval interval) {}

    /** A bar that waited for the history of its stream. */
    private record Waiting(BarStream stream, BarArrived bar) {}

    private final SessionCore core;
    private final Optional<MarketDataFacet> source;
    private final Optional<HistoryFacet> history;
    private final Map<Key, BarStream> streams = new HashMap<>();
    private final Map<BarStream, List<BarArrived>> held = new HashMap<>();
    /** How many past bars are wanted of streams whose history is still to come. */
    private final Map<BarStream, Integer> awaiting = new HashMap<>();
    /** Bars that no longer wait for history, each for a turn of its own. */
    private final ArrayDeque<Waiting> backlog = new ArrayDeque<>();

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

    /** Whether every source that was subscribed to has ended, and nothing of it waits. */
    boolean isExhausted() {
        return !subscriptions.isEmpty() && openSubscriptions == 0 && backlog.isEmpty();
    }

    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    /** Takes the next bar in that has waited for history. */
    void takeBacklog() {
        Waiting next = backlog.poll();
        if (next != null) {
            arrived(next.stream(), next.bar());
        }
    }

    @Override
    public BarStream stream(int index, BarInterval interval, int warmUp) {
        BarStream known = streams.get(new Key(index, interval));
        if (known != null) {
            return known;
        }
        InstrumentId id = core.instruments().get(index).id();
        BarStream stream = new BarStream(index, BarColumns.of(id, interval), 0);
        subscribe(index, () -> source().bars(id, interval, listener(index)));
        streams.put(new Key(index, interval), stream);
        held.put(stream, new ArrayList<>());
        if (warmUp > 0 && history.isPresent()) {
            askHistory(stream, interval, warmUp, history.get());
        }
        return stream;
    }

    /** What a source refuses, its strategy is told; it is an input like any other. */
    private void subscribe(int index, Supplier<MarketDataFacet.Subscription> delivery) {
        try {
            subscriptions.add(core.inbox().apart(delivery));
        } catch (RuntimeException e) {
            boolean unsupported = e instanceof UnsupportedCapabilityException;
            boolean plain = unsupported || e instanceof BadInputException;
            String reason = plain ? String.valueOf(e.getMessage()) : "the source of data failed: " + e;
            SourceRefused refusal = new SourceRefused(index, unsupported, reason);
            if (core.log().isOn()) {
                core.log().write(refusal);
            }
            throw refused(refusal);
        }
        openSubscriptions++;
    }

    static FairleadException refused(SourceRefused refusal) {
        return refusal.unsupported()
                ? new UnsupportedCapabilityException(refusal.reason())
                : new BadInputException(refusal.reason());
    }

    private MarketDataFacet.Listener listener(int index) {
        return new MarketDataFacet.Listener() {
            @Override
            public void onBar(Bar bar) {
                put(new BarArrived(
                        index,
                        bar.interval(),
                        bar.startNanos(),
                        bar.endNanos(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume()));
            }

            @Override
            public void onQuote(Quote quote) {
                put(new QuoteArrived(index, quote));
            }

            @Override
            public void onTrade(Trade trade) {
                put(new TradeArrived(index, trade));
            }

            @Override
            public void onGap(InstrumentId instrument, String detail) {
                put(new GapArrived(index, detail));
            }

            @Override
            public void onEnd() {
                put(new DataEnded());
            }
        };
    }

    private void put(JournalRecord input) {
        core.inbox().putLast(input);
    }

    @Override
    public void take(JournalRecord datum) {
        if (datum instanceof BarArrived bar) {
            BarStream stream = streams.get(new Key(bar.instrument(), bar.interval()));
            if (stream == null) {
                core.onAlarm("DATA_UNASKED", describe(bar));
            } else {
                arrived(stream, bar);
            }
        } else if (datum instanceof QuoteArrived quote) {
            core.quote(quote.instrument(), quote.quote());
        } else if (datum instanceof TradeArrived trade) {
            core.trade(trade.instrument(), trade.trade());
        } else if (datum instanceof GapArrived gap) {
            core.onAlarm(
                    "DATA_GAP",
                    "instrument=" + core.instruments().get(gap.instrument()).id() + " " + gap.detail());
        } else if (datum instanceof DataEnded) {
            openSubscriptions--;
        } else if (datum instanceof HistoryArrived history) {
            historyArrived(asked(history), history);
        } else {
            throw new IllegalStateException("not a datum: " + datum);
        }
    }

    private BarStream asked(HistoryArrived history) {
        BarStream stream = streams.get(new Key(history.instrument(), history.interval()));
        if (stream == null) {
            throw new IllegalStateException("nobody asked for " + history);
        }
        return stream;
    }

    /** Enough time back for so many bars over nights, weekends and holidays. */
    private static Duration reach(BarInterval interval, int bars) {
        Duration span = interval.span().orElse(Duration.ofDays(interval.equals(BarInterval.WEEK) ? 7 : 1));
        return span.multipliedBy(bars)
                .multipliedBy(interval.isIntraday() ? 5 : 2)
                .plusDays(7);
    }

    private void askHistory(BarStream stream, BarInterval interval, int warmUp, HistoryFacet facet) {
        awaiting.put(stream, warmUp);
        Instant now = core.clock().instant();
        CompletionStage<List<Bar>> answer;
        try {
            answer = core.inbox()
                    .apart(() -> facet.bars(stream.instrument, interval, now.minus(reach(interval, warmUp)), now));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((bars, failure) -> put(history(stream, bars, failure)));
    }

    private static HistoryArrived history(BarStream stream, List<Bar> bars, @Nullable Throwable failure) {
        String fault = failure == null ? "" : failure.toString();
        if (failure == null) {
            try {
                return new HistoryArrived(stream.instrumentIndex, stream.interval, bars, "");
            } catch (RuntimeException e) {
                fault = "answered with " + bars;
            }
        }
        return new HistoryArrived(stream.instrumentIndex, stream.interval, List.of(), fault);
    }

    @Override
    public HistoryArrived taken(HistoryArrived history) {
        int wanted = awaiting.getOrDefault(asked(history), 0);
        long now = core.clock().nowNanos();
        List<Bar> ended =
                history.bars().stream().filter(bar -> bar.endNanos() <= now).toList();
        return new HistoryArrived(
                history.instrument(),
                history.interval(),
                ended.subList(Math.max(0, ended.size() - wanted), ended.size()),
                history.failure());
    }

    private void historyArrived(BarStream stream, HistoryArrived history) {
        if (!history.failure().isEmpty()) {
            core.onAlarm("HISTORY_FAILED", "instrument=" + stream.instrument + " error=" + history.failure());
        }
        for (Bar bar : history.bars()) {
            append(
                    stream,
                    bar.startNanos(),
                    bar.endNanos(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume());
        }
        awaiting.remove(stream);
        core.warmUp();
    }

    private static boolean append(
            BarStream stream,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        BarColumns columns = stream.columns();
        if (!columns.isEmpty() && startNanos <= columns.startNanos(columns.size() - 1)) {
            return false;
        }
        stream.append(startNanos, endNanos, open, high, low, close, volume);
        return true;
    }

    private void arrived(BarStream stream, BarArrived bar) {
        List<BarArrived> waiting = held.get(stream);
        if (waiting != null) {
            waiting.add(bar);
            return;
        }
        core.timeIs(bar.endNanos());
        core.slices().fireOlder(stream.interval, bar.endNanos());
        if (!append(
                stream,
                bar.startNanos(),
                bar.endNanos(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume())) {
            core.onAlarm("DATA_OLD_BAR", describe(bar));
            return;
        }
        core.venueBar(stream.instrumentIndex, stream, stream.known() - 1);
        core.settle();
        core.price(stream.instrumentIndex, bar.close());
        core.barEnded(stream);
        core.slices().fireComplete();
        core.sampleEquity();
    }

    private String describe(BarArrived bar) {
        return "instrument=" + core.instruments().get(bar.instrument()).id() + " interval=" + bar.interval() + " start="
                + EpochNanos.toInstant(bar.startNanos());
    }

    @Override
    public boolean isAwaitingHistory(BarStream stream) {
        return awaiting.containsKey(stream);
    }

    @Override
    public void warmedUp(BarStream stream) {
        List<BarArrived> waiting = held.remove(stream);
        if (waiting != null) {
            waiting.forEach(bar -> backlog.add(new Waiting(stream, bar)));
        }
    }

    @Override
    public void quotes(int index) {
        InstrumentId id = core.instruments().get(index).id();
        subscribe(index, () -> source().quotes(id, listener(index)));
    }

    @Override
    public void trades(int index) {
        InstrumentId id = core.instruments().get(index).id();
        subscribe(index, () -> source().trades(id, listener(index)));
    }

    @Override
    public void close() {
        subscriptions.forEach(MarketDataFacet.Subscription::close);
    }
}
