package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.feed.Aggregated;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.report.ReportSection;
import io.fairlead.orchestrator.EnsembleStrategy;
import io.fairlead.orchestrator.OrchestratorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which strategy is run, and on what bars. */
final class StrategyOptions {
    private static final BarInterval FIVE_MINUTES = BarInterval.ofMinutes(5);

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "NAME",
            description = "sma, ensemble, or a class that implements Strategy.")
    private String strategy = "";

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "SYM",
            description = "Symbols to trade, parted by commas; for sma AAPL where the market has it, else all.")
    private List<String> symbols = List.of();

    @Option(
            names = "--interval",
            paramLabel = "LENGTH",
            converter = Converters.Interval.class,
            description = "Length of the bars for sma and ensemble: 5m, 1h, 1d; as the data's unless said.")
    private @Nullable BarInterval interval;

    @Option(
            names = "--fast",
            paramLabel = "N",
            defaultValue = "20",
            description = "Fast window of sma; 20 unless said.")
    private int fast;

    @Option(
            names = "--slow",
            paramLabel = "N",
            defaultValue = "50",
            description = "Slow window of sma; 50 unless said.")
    private int slow;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "Profile of the ensemble: classic, standard, aggressive.")
    private String profile = "";

    @Option(
            names = "--class-path",
            split = ":",
            paramLabel = "PATH",
            description = "Jars and folders where the strategy's class is, parted by colons.")
    private List<Path> classPath = List.of();

    private @Nullable Supplier<Strategy> custom;

    /** What is run, and what the report shows of it beyond the usual. */
    record Choice(String title, Supplier<? extends Strategy> maker, Supplier<List<ReportSection>> sections) {}

    /** Loads a strategy's class, where one is named: before data is read for nothing. */
    void check() {
        custom = isBuiltIn() ? null : StrategyClass.load(strategy, classPath);
    }

    /** The bars that data is opened for. */
    BarInterval interval() {
        return interval == null ? FIVE_MINUTES : interval;
    }

    /** The strategy on this data; it tells its decisions to the log. */
    Choice choose(BarData data, TradeLog log) {
        Supplier<Strategy> own = custom;
        return own != null ? own(own) : builtIn(data, log);
    }

    private boolean isBuiltIn() {
        return strategy.equals("sma") || strategy.equals("ensemble");
    }

    private Choice own(Supplier<? extends Strategy> custom) {
        if (!symbols.isEmpty()) {
            throw new BadInputException("--symbols is for sma and ensemble; " + strategy + " subscribes what it wants");
        }
        return new Choice(strategy, custom, List::of);
    }

    private Choice builtIn(BarData data, TradeLog log) {
        List<InstrumentId> chosen = MarketOptions.choose(data, symbols, "--symbols");
        BarInterval bars = interval == null ? data.interval() : interval;
        if (!classPath.isEmpty()) {
            throw new BadInputException("--class-path is for a strategy's class; " + strategy + " needs none");
        }
        if (!bars.equals(data.interval())) {
            requireMultiple(data, bars);
        }
        return strategy.equals("sma") ? sma(data, chosen, bars) : ensemble(chosen, bars, log);
    }

    private static void requireMultiple(BarData data, BarInterval bars) {
        try {
            Aggregated.of(data, bars);
        } catch (BadInputException e) {
            throw new BadInputException("--interval " + bars + ": " + e.getMessage(), e);
        }
    }

    private Choice sma(BarData data, List<InstrumentId> chosen, BarInterval bars) {
        List<InstrumentId> traded = new ArrayList<>(chosen);
        if (traded.isEmpty()) {
            List<InstrumentId> all =
                    data.instruments().stream().map(Instrument::id).toList();
            all.stream().filter(id -> id.symbol().equals("AAPL")).forEach(traded::add);
            traded.addAll(traded.isEmpty() ? all : List.of());
        }
        MovingAverages.check(fast, slow);
        Supplier<Strategy> maker = () -> new MovingAverages(traded, bars, fast, slow);
        String names =
                String.join(", ", traded.stream().map(InstrumentId::symbol).toList());
        return new Choice("SMA " + fast + "/" + slow + " on " + bars + " bars of " + names, maker, List::of);
    }

    private Choice ensemble(List<InstrumentId> chosen, BarInterval bars, TradeLog log) {
        OrchestratorConfig config = OrchestratorConfig.profile(profile);
        EnsembleStrategy.Builder ensemble =
                EnsembleStrategy.of(config).trade(chosen).interval(bars);
        DecisionSection decisions = new DecisionSection(ensemble.build().edgeNames(), InstrumentId::symbol);
        ensemble.listener(decisions).listener(log);
        return new Choice("Six-edge ensemble, profile " + config.name(), ensemble::build, decisions::sections);
    }
}
