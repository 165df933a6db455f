package io.fairlead.examples;

import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.risk.RiskPolicy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
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
            "  ./fairlead backtest --strategy sma --journal DIR",
            "  ./fairlead backtest --strategy com.example.MyStrategy --class-path my.jar --data DIR"
        })
final class BacktestCommand implements Callable<Integer> {
    /** The exit code after a strategy that threw. */
    private static final int FAULT = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Mixin
    private StrategyOptions strategy = new StrategyOptions();

    @Mixin
    private MarketOptions market = new MarketOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "research",
            description = "Risk policy, standard or research; research unless said.")
    private String policy = "";

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Writes the run down in a folder, for fairlead replay; nowhere unless said.")
    private @Nullable Path journal;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private RunOutput output = new RunOutput();

    @Override
    public Integer call() {
        RiskPolicy rules = AccountOptions.policy(policy);
        account.check();
        output.checkWritable();
        Screen screen = program.screen(spec.commandLine());
        strategy.check();
        BarData data = market.open(strategy.interval());
        ZoneId zone = data.instruments().get(0).calendar().zone();
        TradeLog log = new TradeLog(screen, data.instruments(), zone);
        StrategyOptions.Choice choice = strategy.choose(data, log);
        screen.line(choice.title());
        screen.line("Market   " + data.description());
        screen.line("Policy   " + rules.name());
        screen.line();
        Progress progress = new Progress(screen, data, zone);
        Backtest backtest = Backtest.of(choice.maker())
                .title(choice.title())
                .data(data)
                .cash(account.cash())
                .risk(rules)
                .venue(account.venue())
                .seed(market.seed())
                .listener(log)
                .listener(progress);
        if (journal != null) {
            backtest.journal(journal);
        }
        BacktestResult result = backtest.run();
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
}
