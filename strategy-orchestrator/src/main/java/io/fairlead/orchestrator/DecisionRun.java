package io.fairlead.orchestrator;

import io.fairlead.api.BadInputException;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an ensemble over bars at decision level: no broker, no costs, one virtual book per traded symbol. The trading days are cut,
 * in order, into windows; every window starts with a fresh ensemble and an empty book. At each time all bars are taken in first,
 * then the traded symbols that have a bar are decided, in their order.
 *
 * <pre>{@code
 * DecisionRun run = DecisionRun.of(OrchestratorConfig.classic())
 *     .windowDays(6)
 *     .trade(List.of(AAPL, NVDA))
 *     .csv(writer)
 *     .start();
 * run.feed(CsvFolder.of(folder));
 * run.finish();
 * }</pre>
 *
 * <p>One thread.
 */
public final class DecisionRun {
    private final OrchestratorConfig config;
    private final Supplier<List<Edge>> edges;
    private final int windowDays;
    private final List<InstrumentId> traded;
    private final List<DecisionListener> listeners;
    private final ExchangeClock clock;

    private final List<Instrument> instruments = new ArrayList<>();
    private final Map<InstrumentId, VirtualBook> books = new LinkedHashMap<>();
    private Ensemble ensemble;
    private long sliceStart = Long.MIN_VALUE;
    private long day = Long.MIN_VALUE;
    private int daysInWindow;
    private long decisions;

    private DecisionRun(Builder builder) {
        config = builder.config;
        edges = builder.edges;
        windowDays = builder.windowDays;
        traded = List.copyOf(builder.traded);
        clock = new ExchangeClock(config.zone());
        ensemble = newWindow();
        listeners = new ArrayList<>(builder.listeners);
        if (builder.csv != null) {
            listeners.add(new DecisionCsv(builder.csv, config.zone(), ensemble.edgeNames()));
        }
    }

    /** A run of a configuration, with the edges that are found. */
    public static Builder of(OrchestratorConfig config) {
        return new Builder(config);
    }

    /** The names of the edges in their order of voting. */
    public List<String> edgeNames() {
        return ensemble.edgeNames();
    }

    /** How many decisions have been made. */
    public long decisions() {
        return decisions;
    }

    /**
     * Takes all bars in, in order of time and, at one time, of the data's instruments, whose rules are made known to the ensemble.
     *
     * @throws BadInputException if a traded symbol is not in the data, or the data cannot be read
     */
    public void feed(BarData data) {
        List<InstrumentId> known = new ArrayList<>();
        List<BarColumns> columns = new ArrayList<>();
        for (Instrument instrument : data.instruments()) {
            instruments.add(instrument);
            known.add(instrument.id());
            columns.add(data.bars(instrument.id()));
        }
        for (InstrumentId wanted : traded) {
            if (!known.contains(wanted)) {
                throw new BadInputException(
                        wanted + " is to be traded, but " + data.description() + " has only " + known);
            }
        }
        trackAll(ensemble);
        merge(columns);
    }

    private void merge(List<BarColumns> columns) {
        int[] next = new int[columns.size()];
        long start = earliest(columns, next);
        while (start != Long.MAX_VALUE) {
            for (int i = 0; i < next.length; i++) {
                BarColumns bars = columns.get(i);
                if (next[i] < bars.size() && bars.startNanos(next[i]) == start) {
                    take(bars, next[i]);
                    next[i]++;
                }
            }
            start = earliest(columns, next);
        }
    }

    private static long earliest(List<BarColumns> columns, int[] next) {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < next.length; i++) {
            BarColumns bars = columns.get(i);
            if (next[i] < bars.size()) {
                earliest = Math.min(earliest, bars.startNanos(next[i]));
            }
        }
        return earliest;
    }

    private void take(BarColumns bars, int index) {
        onBar(
                bars.instrument(),
                bars.interval(),
                bars.startNanos(index),
                bars.endNanos(index),
                bars.open(index),
                bars.high(index),
                bars.low(index),
                bars.close(index),
                bars.volume(index));
    }

    /** Takes a bar in; see the other method of this name. */
    public void onBar(Bar bar) {
        onBar(
                bar.instrument(),
                bar.interval(),
                bar.startNanos(),
                bar.endNanos(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    /**
     * Takes a bar in. A bar of a later start ends the slice before it, whose decisions are then made.
     *
     * @param startNanos its first instant, in epoch nanoseconds; not earlier than that of any bar before
     * @throws BadInputException if time goes backwards or a price cannot be used
     */
    public void onBar(
            InstrumentId instrument,
            BarInterval interval,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        if (startNanos != sliceStart) {
            beginSlice(instrument, startNanos);
        }
        ensemble.onBar(instrument, interval, startNanos, endNanos, open, high, low, close, volume);
    }

    /** Decides the last slice. Nothing follows. */
    public void finish() {
        decideSlice();
        sliceStart = Long.MAX_VALUE;
    }

    private void beginSlice(InstrumentId instrument, long startNanos) {
        if (startNanos < sliceStart) {
            throw new BadInputException("bar of " + instrument + " at " + EpochNanos.toInstant(startNanos)
                    + " comes after those of a later time; hand in all symbols' bars in order of time");
        }
        decideSlice();
        sliceStart = startNanos;
        long today = clock.day(startNanos);
        if (today != day) {
            day = today;
            daysInWindow++;
            if (daysInWindow > windowDays) {
                daysInWindow = 1;
                ensemble = newWindow();
            }
        }
    }

    private Ensemble newWindow() {
        books.clear();
        for (InstrumentId instrument : traded) {
            books.put(instrument, new VirtualBook(config.entryFill()));
        }
        Ensemble fresh = Ensemble.of(config, edges.get());
        trackAll(fresh);
        return fresh;
    }

    private void trackAll(Ensemble fresh) {
        instruments.forEach(fresh::track);
    }

    private void decideSlice() {
        for (Map.Entry<InstrumentId, VirtualBook> entry : books.entrySet()) {
            SymbolState symbol = ensemble.find(entry.getKey());
            if (symbol != null && symbol.bars().startNanos(0) == sliceStart) {
                decide(symbol, entry.getValue());
            }
        }
    }

    private void decide(SymbolState symbol, VirtualBook book) {
        book.onBar(symbol);
        Decision decision = ensemble.decide(symbol, book.position());
        decisions++;
        Optional<Double> gain = book.apply(decision, symbol);
        if (gain.isPresent()) {
            ensemble.onTradeClosed(gain.get());
        }
        for (DecisionListener listener : listeners) {
            listener.onDecision(decision);
        }
    }

    /** Collects what a run needs. One thread. */
    public static final class Builder {
        private final OrchestratorConfig config;
        private Supplier<List<Edge>> edges;
        private int windowDays = Integer.MAX_VALUE;
        private List<InstrumentId> traded = List.of();
        private final List<DecisionListener> listeners = new ArrayList<>();
        private @Nullable Appendable csv;

        private Builder(OrchestratorConfig config) {
            this.config = Objects.requireNonNull(config, "config");
            this.edges = () -> EdgeCatalog.choose(EdgeCatalog.discover(), config);
        }

        /** How many trading days a window has; one window for all unless said. */
        public Builder windowDays(int days) {
            if (days <= 0) {
                throw new BadInputException("a window must have 1 day or more, was " + days);
            }
            windowDays = days;
            return this;
        }

        /** The symbols to decide, in that order. */
        public Builder trade(List<InstrumentId> instruments) {
            traded = new ArrayList<>(instruments);
            return this;
        }

        /** Somebody who hears of every decision. */
        public Builder listener(DecisionListener hears) {
            listeners.add(Objects.requireNonNull(hears, "hears"));
            return this;
        }

        /**
         * Where to write every decision as CSV: {@code time,symbol,action,regime,support,size,stop,target} and one column per edge.
         * Time is the bar's start on the exchange's clock, without offset. Regime, numbers (six decimals) and votes are filled where a
         * position is opened, empty elsewhere. The caller closes it; its faults come as {@link java.io.UncheckedIOException}.
         */
        public Builder csv(Appendable out) {
            csv = Objects.requireNonNull(out, "out");
            return this;
        }

        /** The edges of each window, made anew; those that are found unless said. */
        public Builder edges(Supplier<List<Edge>> made) {
            edges = Objects.requireNonNull(made, "made");
            return this;
        }

        /**
         * The run.
         *
         * @throws BadInputException if no symbol is to be traded, or the edges cannot be used
         */
        public DecisionRun start() {
            if (traded.isEmpty()) {
                throw new BadInputException("no symbol to trade; name at least one");
            }
            return new DecisionRun(this);
        }
    }
}
