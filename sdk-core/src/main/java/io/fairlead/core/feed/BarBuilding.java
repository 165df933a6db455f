package io.fairlead.core.feed;

import io.fairlead.api.FairleadException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's coarser bars in the making. It begins at the first finer bar, and anew at the first one after a gap: what is
 * missing before that is asked of the history, and what comes in meanwhile waits. Any thread, one at a time.
 */
final class BarBuilding implements MarketDataFacet.Listener {
    /** Does something after so many nanoseconds, on any thread. */
    interface Later {
        void in(long nanos, Runnable task);
    }

    private final InstrumentId instrument;
    private final BarInterval part;
    private final BarInterval whole;
    private final TradingCalendar calendar;
    private final Optional<HistoryFacet> history;
    private final MarketDataFacet.Listener listener;
    private final Clock clock;
    private final Later later;
    private final BarGrid grid;

    private @Nullable BarAggregator aggregator;
    /** From when on everything is wanted, in epoch nanoseconds: the start of the subscription, or of what a gap spoiled. */
    private long wantedFrom;
    /** Bars that start before are not whole. */
    private long wholeFrom;
    /** What waits for the history; null while none is asked. */
    private @Nullable List<Bar> waiting;
    /** Number of the latest question to the history, or of a gap since: an answer to another is not heard. */
    private long asked;
    /** End of the latest bar that went out or was left out. */
    private long doneUntil = Long.MIN_VALUE;
    /** By the clock, when the bar under way is no longer waited for. */
    private long deadline;

    private boolean watching;
    private boolean closed;

    BarBuilding(
            InstrumentId instrument,
            BarInterval part,
            BarInterval whole,
            TradingCalendar calendar,
            Optional<HistoryFacet> history,
            MarketDataFacet.Listener listener,
            Clock clock,
            Later later) {
        this.instrument = instrument;
        this.part = part;
        this.whole = whole;
        this.calendar = calendar;
        this.history = history;
        this.listener = listener;
        this.clock = clock;
        this.later = later;
        grid = BarGrid.of(whole, calendar);
        wantedFrom = now();
    }

    private long now() {
        return EpochNanos.of(clock.instant());
    }

    @Override
    public synchronized void onBar(Bar bar) {
        if (closed) {
            return;
        }
        if (waiting != null) {
            waiting.add(bar);
        } else if (aggregator == null) {
            begin(bar);
        } else {
            add(bar);
        }
    }

    /** The first bar of all, or after a gap. */
    private void begin(Bar bar) {
        long first = bar.startNanos();
        if (!grid.locate(first, bar.endNanos())) {
            return;
        }
        long cut = grid.start;
        long missingFrom = Math.max(Math.min(cut, startOfWanted(first)), doneUntil);
        if (missingFrom >= first) {
            start(missingFrom);
            add(bar);
        } else if (history.isEmpty()) {
            startWithout(bar, "there is no history to read it from");
            add(bar);
        } else {
            ask(history.get(), bar, missingFrom);
        }
    }

    /** Where the bar starts that the time everything is wanted from lies in; a replayed source is behind it, and wants nothing before. */
    private long startOfWanted(long first) {
        if (wantedFrom > first) {
            return first;
        }
        return grid.locate(wantedFrom, wantedFrom + 1) ? grid.start : wantedFrom;
    }

    private void start(long from) {
        wholeFrom = from;
        aggregator = new BarAggregator(whole, calendar, this::ended);
    }

    /** Begins without what is missing: the bar that the first one is in is left out, unless that begins it. */
    private void startWithout(Bar first, String why) {
        grid.locate(first.startNanos(), first.endNanos());
        boolean begins = grid.start == first.startNanos();
        start(begins ? grid.start : grid.end);
        listener.onGap(
                instrument,
                "bars of " + whole + " before " + EpochNanos.toInstant(wholeFrom)
                        + " are left out: a part of them is missing, and " + why);
    }

    private void ask(HistoryFacet facet, Bar first, long missingFrom) {
        List<Bar> held = new ArrayList<>();
        held.add(first);
        waiting = held;
        long question = ++asked;
        CompletionStage<List<Bar>> answer;
        try {
            answer = facet.bars(
                    instrument, part, EpochNanos.toInstant(missingFrom), EpochNanos.toInstant(first.startNanos()));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        var unused = answer.handle((past, failure) -> {
            answered(question, held, missingFrom, past, failure);
            return true;
        });
    }

    private synchronized void answered(
            long question, List<Bar> held, long missingFrom, @Nullable List<Bar> past, @Nullable Throwable failure) {
        if (closed || question != asked) {
            return;
        }
        waiting = null;
        Bar first = held.get(0);
        if (past == null || failure != null) {
            startWithout(first, "the history did not answer: " + failure);
        } else {
            start(missingFrom);
            for (Bar bar : past) {
                if (bar.startNanos() >= missingFrom && bar.startNanos() < first.startNanos()) {
                    add(bar);
                }
            }
        }
        held.forEach(this::add);
    }

    private void add(Bar bar) {
        BarAggregator making = aggregator;
        if (making == null) {
            return;
        }
        boolean taken;
        try {
            taken = making.add(
                    bar.startNanos(), bar.endNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        } catch (FairleadException e) {
            listener.onGap(instrument, String.valueOf(e.getMessage()));
            return;
        }
        if (!taken && bar.startNanos() < doneUntil) {
            listener.onGap(
                    instrument,
                    "the bar of " + part + " at " + bar.start() + " came after its bar of " + whole + " had ended");
        }
        if (making.isPending()) {
            deadline = now() + making.pendingEndNanos() - bar.endNanos() + CoarserBars.GRACE.toNanos();
            watch(deadline - now());
        }
    }

    private void watch(long nanos) {
        if (!watching) {
            watching = true;
            later.in(nanos, this::look);
        }
    }

    /** Sends out the bar under way if nothing has come for as long as it takes until its end. */
    private synchronized void look() {
        watching = false;
        BarAggregator making = aggregator;
        if (closed || making == null || !making.isPending()) {
            return;
        }
        long left = deadline - now();
        if (left > 0) {
            watch(left);
        } else {
            making.flush(making.pendingEndNanos());
        }
    }

    private void ended(
            long startNanos, long endNanos, double open, double high, double low, double close, double volume) {
        doneUntil = endNanos;
        if (startNanos >= wholeFrom) {
            listener.onBar(new Bar(instrument, whole, startNanos, endNanos, open, high, low, close, volume));
        }
    }

    @Override
    public synchronized void onGap(InstrumentId about, String detail) {
        if (closed) {
            return;
        }
        BarAggregator making = aggregator;
        List<Bar> held = waiting;
        if (making != null) {
            wantedFrom = making.isPending() ? making.pendingStartNanos() : Math.max(wantedFrom, doneUntil);
        } else if (held != null) {
            wantedFrom = Math.min(wantedFrom, held.get(0).startNanos()); // the history will have it by then
        }
        aggregator = null;
        waiting = null;
        asked++;
        listener.onGap(about, detail);
    }

    @Override
    public synchronized void onEnd() {
        listener.onEnd();
    }

    synchronized void close() {
        closed = true;
    }
}
