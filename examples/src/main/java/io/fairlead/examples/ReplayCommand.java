package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.core.engine.Replay;
import io.fairlead.core.engine.ReplayReport;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.feed.BarData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead replay}: a recorded backtest once more, compared record by record. */
@Command(
        name = "replay",
        description = {
            "Runs a recorded backtest again and compares what the strategy makes with what was written down, to the byte.",
            "Exit code 1 if anything differs."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./fairlead backtest --strategy sma --journal DIR",
            "  ./fairlead replay DIR --strategy sma"
        })
final class ReplayCommand implements Callable<Integer> {
    /** The exit code where run and replay part. */
    private static final int DIFFERENT = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Parameters(paramLabel = "DIR", description = "The folder of the journal.")
    private Path journal = Path.of("");

    @Mixin
    private StrategyOptions strategy = new StrategyOptions();

    @Mixin
    private MarketOptions market = new MarketOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "research",
            description = "Risk policy of the run, standard or research; research unless said.")
    private String policy = "";

    @Option(
            names = "--run",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which run of the journal, from 1; the last unless said.")
    private int run;

    @Option(names = "--go-on", description = "Goes on behind the first difference.")
    private boolean goesOn;

    @Override
    public Integer call() {
        if (!Files.isDirectory(journal)) {
            throw new BadInputException("there is no folder " + journal + "; name the one given to backtest --journal");
        }
        strategy.check();
        Screen screen = program.screen(spec.commandLine());
        BarData data = market.open(strategy.interval());
        ZoneId zone = data.instruments().get(0).calendar().zone();
        StrategyOptions.Choice choice = strategy.choose(data, new TradeLog(screen, data.instruments(), zone));
        screen.line(choice.title());
        screen.line("Market   " + data.description());
        screen.line("Journal  " + journal);
        screen.line();
        ReplayReport report = replay(choice, data).run();
        show(screen, report);
        return report.isEqual() ? 0 : DIFFERENT;
    }

    private Replay replay(StrategyOptions.Choice choice, BarData data) {
        Replay replay = TradingSession.replay(journal)
                .strategy(choice.maker())
                .risk(AccountOptions.policy(policy))
                .data(data);
        if (run != 0) {
            replay.number(run);
        }
        return goesOn ? replay.goOn() : replay;
    }

    private static void show(Screen screen, ReplayReport report) {
        screen.line(String.format(
                Locale.ROOT,
                "Outputs  %,d recorded, %,d replayed, %,d equal to the byte",
                report.recorded(),
                report.replayed(),
                report.equal()));
        screen.line("Recorded SHA-256 " + report.recordedHash());
        screen.line("Replayed SHA-256 " + report.replayedHash());
        if (!report.complete()) {
            screen.line("The run was cut off; it was replayed as far as it goes.");
        }
        screen.line(report.difference()
                .map(first -> "Differs  " + first)
                .orElse("Equal: the same inputs gave the same decisions, orders and events."));
    }
}
