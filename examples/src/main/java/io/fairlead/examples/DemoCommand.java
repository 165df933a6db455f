package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.orchestrator.EnsembleStrategy;
import io.fairlead.orchestrator.OrchestratorConfig;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead demo}: the six-edge ensemble over several sessions and symbols, through gate, orders and venue. */
@Command(
        name = "demo",
        description = "Trades the six-edge ensemble on a synthetic market or on recorded bars, and writes a report.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./fairlead demo",
            "  ./fairlead demo --data DIR --profile classic --symbols AAPL,NVDA"
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Mixin
    private MarketOptions market = new MarketOptions();

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "SYM",
            description = "Symbols to trade, parted by commas; all but SPY, QQQ and IWM unless said.")
    private List<String> symbols = List.of();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "classic, standard or aggressive; standard unless said.")
    private String profile = "";

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "Risk policy, standard or research; standard unless said, and research with the"
                    + " profile aggressive, whose sizes standard denies.")
    private @Nullable String policy;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private RunOutput output = new RunOutput();

    @Override
    public Integer call() {
        OrchestratorConfig config = OrchestratorConfig.profile(profile);
        RiskPolicy rules = AccountOptions.policy(policy != null ? policy : usualPolicy(config));
        account.check();
        output.checkWritable();
        BarData data = market.open(BarInterval.ofMinutes(5));
        List<InstrumentId> traded = traded(data, config);
        Screen screen = program.screen(spec.commandLine());
        headline(screen, data, traded, config, rules);
        run(screen, data, traded, config, rules);
        return 0;
    }

    private static String usualPolicy(OrchestratorConfig config) {
        return config.name().equals("aggressive") ? "research" : "standard";
    }

    private List<InstrumentId> traded(BarData data, OrchestratorConfig config) {
        List<InstrumentId> chosen = new ArrayList<>(MarketOptions.choose(data, symbols, "--symbols"));
        if (symbols.isEmpty()) {
            data.instruments().stream()
                    .map(Instrument::id)
                    .filter(id -> !config.market().isProxy(id.symbol()))
                    .forEach(chosen::add);
        }
        if (chosen.isEmpty()) {
            throw new BadInputException(data.description() + " has only symbols that stand for the market;"
                    + " name symbols to trade with --symbols");
        }
        return chosen;
    }

    private static void headline(
            Screen screen, BarData data, List<InstrumentId> traded, OrchestratorConfig config, RiskPolicy rules) {
        screen.line("Six-edge ensemble, profile " + config.name());
        screen.line("Market   " + data.description());
        screen.line("Trading  "
                + String.join(", ", traded.stream().map(InstrumentId::symbol).toList()));
        screen.line("Policy   " + rules.name());
        screen.line();
    }

    private void run(
            Screen screen, BarData data, List<InstrumentId> traded, OrchestratorConfig config, RiskPolicy rules) {
        ZoneId zone = data.instruments().get(0).calendar().zone();
        TradeLog log = new TradeLog(screen, data.instruments(), zone);
        Progress progress = new Progress(screen, data, zone);
        EnsembleStrategy.Builder strategy = EnsembleStrategy.of(config).trade(traded);
        DecisionSection decisions = new DecisionSection(strategy.build().edgeNames(), InstrumentId::symbol);
        strategy.listener(decisions).listener(log);
        BacktestResult result = Backtest.of(strategy::build)
                .title("Six-edge ensemble, profile " + config.name())
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
        output.show(screen, result.record(), data, account.costs(), decisions.sections());
    }
}
