package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import io.fairlead.core.feed.Aggregated;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.report.ReportSection;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.orchestrator.EnsembleStrategy;
import io.fairlead.orchestrator.OrchestratorConfig;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead backtest}: one strategy on past data. */
@Command(
        name = "backtest",
        description = "Runs one strategy on a synthetic market or on recorded bars, and writes a report.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./fairlead backtest --strategy sma --symbols AAPL --fast 10 --slow 30",
            "  ./fairlead backtest --strategy ensemble --data DIR --cash 25000",
            "  ./fairlead backtest --strategy com.example.MyStrategy --class-path my.jar --data DIR"
        })
final class BacktestCommand implements Callable<Integer> {
    /** The exit code after a strategy that threw. */
    private static final int FAULT = 1;

    private static final BarInterval FIVE_MINUTES = BarInterval.ofMinutes(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "NAME",
            description = "sma, ensemble, or a class that implements Strategy.")
    private String strategy = "";

    @Mixin
    private MarketOptions market = new MarketOptions();

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

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "research",
            description = "Risk policy, standard or research; research unless said.")
    private String policy = "";

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private RunOutput output = new RunOutput();

    /** What is run, and what the report shows of it beyond the usual. */
    private record Choice(String title, Supplier<? extends Strategy> maker, Supplier<List<ReportSection>> sections) {}

    @Override
    public Integer call() {
        RiskPolicy rules = AccountOptions.policy(policy);
        account.check();
        output.checkWritable();
        Screen screen = program.screen(spec.commandLine());
        Supplier<? extends Strategy> custom = isBuiltIn() ? null : StrategyClass.load(strategy, classPath);
        BarData data = market.open(interval == null ? FIVE_MINUTES : interval);
        ZoneId zone = data.instruments().get(0).calendar().zone();
        TradeLog log = new TradeLog(screen, data.instruments(), zone);
        Choice choice = custom != null ? own(custom) : builtIn(data, log);
        screen.line(choice.title());
        screen.line("Market   " + data.description());
        screen.line("Policy   " + rules.name());
        screen.line();
        Progress progress = new Progress(screen, data, zone);
        BacktestResult result = Backtest.of(choice.maker())
                .title(choice.title())
                .data(data)
                .cash(account.cash())
                .risk(rules)
                .venue(account.venue())
                .seed(market.seed())
                .listener(log)
                .listener(progress)
                .run();
        log.flush();
        progress.done();
        output.show(
                screen,
                result.record(),
                data,
                account.costs(),
                choice.sections().get());
        return suspended(result.record()) ? FAULT : 0;
    }

    private boolean suspended(RunRecord record) {
        for (String alarm : record.alarms()) {
            if (alarm.contains("STRATEGY_SUSPENDED")) {
                spec.commandLine()
                        .getErr()
                        .println("fairlead: the strategy threw and was suspended; mend it and run again: " + alarm);
                return true;
            }
        }
        return false;
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
