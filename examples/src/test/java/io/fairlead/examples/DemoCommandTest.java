package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {
    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void nameReport() {
        report = folder.resolve("report.html");
    }

    private CliRun demo(String... options) {
        List<String> words = new java.util.ArrayList<>(List.of("demo", "--out", report.toString()));
        words.addAll(List.of(options));
        return CliRun.of(words.toArray(String[]::new));
    }

    @Test
    void shouldTradeASyntheticMarketAndSayThatItIsOne() {
        CliRun run = demo("--sessions", "6");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Six-edge ensemble, profile standard\nMarket   SYNTHETIC market, seed 42: 11 instruments")
                .contains("Policy   standard\n")
                .containsPattern("2024-01-0\\d \\d\\d:\\d\\d  [A-Z]+ +(buy|short) .* agree, support 0\\.\\d\\d, ")
                .containsPattern("2024-01-0\\d \\d\\d:\\d\\d  [A-Z]+ +(sell|cover) .* after fees\n")
                .containsPattern("  Trades +\\d+\n?")
                .contains("The data is SYNTHETIC: these figures say nothing")
                .endsWith("Report: " + report + "\n");
        assertThat(report).content().contains("Synthetic data", "These prices are made up.");
    }

    @Test
    void shouldTellOfEveryTradeInTheOrderOfTime() {
        CliRun run = demo("--sessions", "6");

        List<String> times = run.out()
                .lines()
                .filter(line -> line.matches("2024-.* (buy|short|sell|cover|denied) .*"))
                .map(line -> line.substring(0, 16))
                .toList();

        assertThat(times).hasSizeGreaterThan(20).isSorted();
    }

    @Test
    void shouldWriteItsProgressAsPlainLinesWhereNobodyLooksOn() {
        CliRun run = demo("--sessions", "2");

        assertThat(run.err().lines()).hasSize(10).first().asString().matches(" 10 %  2024-01-02  equity 100,000.00");
        assertThat(run.err()).endsWith("100 %\n").doesNotContain("\r", "\u001b");
    }

    @Test
    void shouldGiveTheSameRunForTheSameSeed() {
        CliRun first = demo("--sessions", "3", "--seed", "7");
        CliRun again = demo("--sessions", "3", "--seed", "7");
        CliRun other = demo("--sessions", "3", "--seed", "8");

        assertThat(again).isEqualTo(first);
        assertThat(other.out()).isNotEqualTo(first.out());
    }

    @Test
    void shouldTradeOnlyTheSymbolsNamed() {
        CliRun run = demo("--sessions", "6", "--symbols", "NVDA,AMD");

        assertThat(run.out()).contains("Trading  NVDA, AMD\n").doesNotContain(" AAPL ", " MSFT ");
    }

    @Test
    void shouldShowTheDecisionsWithTheirVotes() {
        demo("--sessions", "4");

        assertThat(report)
                .content()
                .contains("<h2>Decisions</h2>", "<h2>Held after a vote</h2>")
                .contains("\"title\":\"Volume profile\",\"kind\":\"SCORE\"");
    }

    @Test
    void shouldShowWhatTheRiskGateDenied() {
        CliRun run = demo("--sessions", "6", "--profile", "aggressive", "--policy", "standard");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("denied +(BUY|SELL) .*: LIMIT_").containsPattern("Denied: \\d+ x LIMIT_");
        assertThat(run.out()).contains("Every order was denied by the risk policy standard; less --cash");
        assertThat(run.out().lines().filter(line -> line.matches("2024-01-02 .* AAPL +denied .*")))
                .as("the same denial once a day")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(report).content().contains("Orders that were refused before they left: ");
    }

    @Test
    void shouldRunOnRecordedBars() {
        Path data = SharedData.folder("us-5min-2024h1");

        CliRun run = demo("--data", data.toString(), "--profile", "classic");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("2024-01-02 to 2024-06-28", "Trading  AAPL, GOOGL, NVDA\n")
                .doesNotContain("SYNTHETIC", "ALARM");
        assertThat(report).content().doesNotContain("Synthetic data").contains("\"zone\":\"America/New_York\"");
    }

    @Test
    void shouldTakeTheDatesAskedForFromRecordedBars() {
        Path data = SharedData.folder("us-5min-2024h1");

        CliRun run = demo("--data", data.toString(), "--from", "2024-03-04", "--to", "2024-03-15");

        assertThat(run.out()).contains("2024-03-04 to 2024-03-15");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --profile clasic        | there is no profile 'clasic'; take one of classic, standard, aggressive
            --policy standart       | there is no risk policy 'standart'; take one of standard, research, did you mean 'standard'?
            --symbols AAPL,NVDX     | --symbols names 'NVDX', but the market has only SPY, QQQ, IWM, SMH, XLK, AAPL, MSFT, GOOGL, NVDA, AMD, INTC, did you mean 'NVDA'?
            --symbols NVDA,NVDA     | --symbols names 'NVDA' twice; name each symbol once
            --from 2024-13-01       | invalid value for option '--from': '2024-13-01' is no date; write it like 2024-03-15. See ./fairlead demo --help
            --from 2024-01-06 --to 2024-01-07 | no session from 2024-01-06 to 2024-01-07; the market is closed then
            --from 2024-02-01 --to 2024-01-01 | --to 2024-01-01 is before --from 2024-02-01; exchange them
            --to 2024-02-01 --sessions 3 | --to 2024-02-01 and --sessions 3 say the same; leave one out
            --sessions 0            | a market needs 1 session or more, was 0
            --sessions many         | invalid value for option '--sessions': 'many' is no whole number; write it like 42. See ./fairlead demo --help
            --cash lots             | invalid value for option '--cash': 'lots' is no amount of dollars; write it like 10000 or 2500.50. See ./fairlead demo --help
            --cash 0                | invalid value for option '--cash': '0' is not above 0; an account needs some cash, like 10000. See ./fairlead demo --help
            --fees 1%               | --fees '1%' is no fee schedule; write 0.1,0.2 (maker and taker in percent), 0.005/share, or none
            --fees 1,200            | --fees 1,200: taker fee must be in -100..100 percent, was 200
            --slippage -1           | --slippage -1 is not in 0..1000 basis points; write it like 2
            --data no/such/folder --sessions 3 | --sessions 3 is for the synthetic market; with --data say --from and --to
            --profil classic        | there is no option '--profil', did you mean '--profile'? See ./fairlead demo --help
            leftover                | 'leftover' belongs to no option. See ./fairlead demo --help
            """)
    void shouldSayInOneLineWhatToChange(String options, String message) {
        CliRun run = demo(options.split(" "));

        assertThat(run).isEqualTo(new CliRun(2, "", "fairlead: " + message + "\n"));
        assertThat(report).doesNotExist();
    }

    @Test
    void shouldNameTheFolderThatIsNotThere() {
        CliRun run = demo("--data", "no/such/folder");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).matches("fairlead: folder .*no/such/folder does not exist: check its path\n");
    }

    @Test
    void shouldNameTheRowThatIsNoBar() throws Exception {
        Path bad = Files.createDirectory(folder.resolve("bad"));
        Files.writeString(
                bad.resolve("SPY.csv"), "time,open,high,low,close,volume\n2024-01-02T09:30:00,1,NaN,0.5,1.5,10\n");

        CliRun run = demo("--data", bad.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("SPY.csv line 2: high must be a number, was 'NaN'")
                .hasLineCount(1);
    }

    @Test
    void shouldFindOutBeforeTheRunThatTheReportCannotBeWritten() {
        Path inNoFolder = folder.resolve("none").resolve("report.html");

        CliRun missing = CliRun.of("demo", "--out", inNoFolder.toString());
        CliRun isFolder = CliRun.of("demo", "--out", folder.toString());

        assertThat(missing)
                .isEqualTo(new CliRun(
                        2,
                        "",
                        "fairlead: --out " + inNoFolder + " lies in a folder that does not exist; create "
                                + inNoFolder.getParent() + " or name another file\n"));
        assertThat(isFolder.err()).startsWith("fairlead: --out " + folder + " is a folder; name a file in it");
    }
}
