package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {
    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void nameReport() {
        report = folder.resolve("report.html");
    }

    private CliRun backtest(String... options) {
        List<String> words = new ArrayList<>(List.of("backtest", "--out", report.toString()));
        words.addAll(List.of(options));
        return CliRun.of(words.toArray(String[]::new));
    }

    /** A strategy that cannot be used: its one callback throws. */
    static final class Throwing implements Strategy {
        @Override
        public void onStart(StrategyContext context) {
            throw new IllegalStateException("no idea what to trade");
        }
    }

    /** A strategy that nobody can make without knowing a number. */
    static final class Needy implements Strategy {
        private final int number;

        Needy(int number) {
            this.number = number;
        }

        @Override
        public String name() {
            return "needy-" + number;
        }
    }

    @Test
    void shouldCrossAveragesOnTheSymbolsNamed() {
        CliRun run = backtest(
                "--strategy", "sma", "--symbols", "NVDA,AMD", "--fast", "5", "--slow", "15", "--sessions", "5");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("SMA 5/15 on 5m bars of NVDA, AMD\n")
                .contains("Policy   research\n")
                .containsPattern("NVDA +buy .* cross up\n")
                .containsPattern("AMD +sell .* flatten, ");
        assertThat(report).content().contains("<h1>SMA 5/15 on 5m bars of NVDA, AMD</h1>");
    }

    @Test
    void shouldMakeCoarserBarsOfRecordedOnes() {
        Path data = SharedData.folder("us-5min-2024h1");

        CliRun run = backtest("--strategy", "sma", "--data", data.toString(), "--interval", "15m", "--cash", "10000");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("SMA 20/50 on 15m bars of AAPL\n").contains("Trades, the last 25 of ");
    }

    @Test
    void shouldRunTheEnsemble() {
        CliRun run = backtest("--strategy", "ensemble", "--profile", "classic", "--sessions", "4");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Six-edge ensemble, profile classic\n").contains("Policy   research\n");
        assertThat(report).content().contains("<h2>Decisions</h2>");
    }

    @Test
    void shouldRunAClassOfOnesOwn() {
        CliRun run = backtest("--strategy", SmaCrossover.class.getName(), "--sessions", "5", "--fees", "0.1,0.2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("io.fairlead.examples.SmaCrossover\n").containsPattern("AAPL +buy ");
        assertThat(report).content().contains("maker 0.1 %, taker 0.2 %");
    }

    @Test
    void shouldChargeWhatTheScheduleSays() {
        CliRun free = backtest("--strategy", "sma", "--sessions", "5", "--fees", "none", "--slippage", "0");
        CliRun dear = backtest("--strategy", "sma", "--sessions", "5", "--fees", "0.1,0.2");

        assertThat(free.out()).containsPattern("Fees +0\\.00 USD");
        assertThat(dear.out()).doesNotContainPattern("Fees +0\\.00 USD");
    }

    @Test
    void shouldSayThatTheCashBuysNotOneShare() {
        CliRun run = backtest("--strategy", "sma", "--symbols", "MSFT", "--sessions", "5", "--cash", "100");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("note: MSFT.US not bought: its part of the equity is less than one lot", "No trades.");
    }

    @Test
    void shouldFailWhereTheStrategyThrows() {
        CliRun run = backtest("--strategy", Throwing.class.getName(), "--sessions", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("fairlead: the strategy threw and was suspended", "no idea what to trade");
        assertThat(report).content().contains("<h2>Alarms</h2>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --fast 20                                | missing required option: '--strategy=NAME'. See ./fairlead backtest --help
            --strategy smaa                          | there is no strategy 'smaa'; take sma, ensemble, or a class's full name and say where it is with --class-path, did you mean 'sma'?
            --strategy com.example.Mine              | there is no strategy 'com.example.Mine'; take sma, ensemble, or a class's full name and say where it is with --class-path
            --strategy com.example.Mine --class-path none.jar | --class-path none.jar does not exist; check its path
            --strategy java.lang.String              | java.lang.String is no strategy; let it implement io.fairlead.api.strategy.Strategy
            --strategy io.fairlead.examples.BacktestCommandTest$Needy | io.fairlead.examples.BacktestCommandTest$Needy cannot be made: give it a constructor without parameters
            --strategy io.fairlead.examples.SmaCrossover --symbols AAPL | --symbols is for sma and ensemble; io.fairlead.examples.SmaCrossover subscribes what it wants
            --strategy sma --fast 50 --slow 20       | --fast 50 must be 1 or more and below --slow 20; take 20 and 50
            --strategy sma --interval 7x             | invalid value for option '--interval': '7x' is no length of a bar; write it like 5m, 1h or 1d. See ./fairlead backtest --help
            --strategy ensemble --profile agressive  | there is no profile 'agressive'; take one of classic, standard, aggressive
            --strategy sma --symbols TSLA            | --symbols names 'TSLA', but the market has only SPY, QQQ, IWM, SMH, XLK, AAPL, MSFT, GOOGL, NVDA, AMD, INTC
            --strategy sma --class-path .            | --class-path is for a strategy's class; sma needs none
            """)
    void shouldSayInOneLineWhatToChange(String options, String message) {
        CliRun run = backtest(options.split(" "));

        assertThat(run).isEqualTo(new CliRun(2, "", "fairlead: " + message + "\n"));
        assertThat(report).doesNotExist();
    }

    @Test
    void shouldRefuseBarsThatTheDataDoesNotAddUpTo() {
        Path data = SharedData.folder("us-5min-2024h1");

        CliRun finer = backtest("--strategy", "sma", "--data", data.toString(), "--interval", "1m");

        assertThat(finer)
                .isEqualTo(new CliRun(
                        2,
                        "",
                        "fairlead: --interval 1m: bars of 5m do not add up to bars of 1m: ask for a multiple, or for"
                                + " days\n"));
    }
}
