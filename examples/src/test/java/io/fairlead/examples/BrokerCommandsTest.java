package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that work on any broker, on a plug-in of the tests' own. */
class BrokerCommandsTest {
    private static final Map<String, String> SECRET = Map.of("DESK_SECRET", "right");

    private static CliRun run(Map<String, String> variables, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = FairleadCli.run(variables, new PrintWriter(out), new PrintWriter(err), args);
        return new CliRun(exitCode, out.toString(), err.toString());
    }

    /** With the right secret; the words are those of a shell. */
    private static CliRun desk(String words, String... more) {
        return run(
                SECRET,
                Stream.concat(Stream.of(words.split(" ", -1)), Stream.of(more)).toArray(String[]::new));
    }

    private static Map<String, String> with(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(SECRET);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return variables;
    }

    // --- brokers --------------------------------------------------------------------------------------------------

    @Test
    void shouldListPluginsWithWhatTheyCanDoAndTheRefusedOnes() {
        CliRun listed = desk("brokers");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out())
                .contains("desk 1", "test (default)", "live: as test", "limit       yes  yes  -    -")
                .contains("features: fractional, order stream, quote stream")
                .containsPattern("xtb +SERVICE_ENDED +2025-03-14 +ibkr, alpaca")
                .containsPattern("degiro +NO_OFFICIAL_API");
    }

    @Test
    void shouldShowTheSettingsOfOne() {
        CliRun one = desk("brokers --broker desk");

        assertThat(one.out()).containsPattern("api.secret +DESK_SECRET +yes, secret +the secret of the desk");
        assertThat(one.out()).doesNotContain("xtb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"brokers", "doctor", "snapshot", "positions"})
    void shouldRefuseXtbByCodeDateAndAlternatives(String command) {
        CliRun refused = desk(command + " --broker xtb");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("fairlead: broker 'xtb' is not supported (SERVICE_ENDED, 2025-03-14):")
                .endsWith("take ibkr or alpaca\n");
    }

    @Test
    void shouldNameTheKnownBrokersForAnUnknownOne() {
        CliRun unknown = desk("snapshot --broker dask");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("no broker plug-in 'dask'; found are [")
                .contains("desk");
    }

    // --- settings -------------------------------------------------------------------------------------------------

    @Test
    void shouldTakeNoSecretFromTheCommandLine() {
        CliRun refused = desk("snapshot --broker desk --set api.secret=right");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("a command line is no place for one", "DESK_SECRET")
                .doesNotContain("right");
    }

    @Test
    void shouldNameTheSettingsForAnUnknownOne() {
        assertThat(desk("snapshot --broker desk --set behavior=ill").err())
                .contains("'desk' has no setting 'behavior'; it has environment, behaviour, did you mean 'behaviour'?");
        assertThat(desk("snapshot --broker desk --environment life").err())
                .contains("'desk' has no environment 'life'; it has test, live, did you mean 'live'?");
    }

    @Test
    void shouldSayWhichVariableIsMissing() {
        CliRun missing = run(Map.of(), "snapshot", "--broker", "desk");

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("missing api.secret (DESK_SECRET)");
    }

    // --- reading --------------------------------------------------------------------------------------------------

    @Test
    void shouldShowCashPositionsAndOpenOrders() {
        CliRun shown = desk("snapshot --broker desk");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("account desk/7, environment test, no real money")
                .containsPattern("USD +100000")
                .containsPattern("COIN.DESK +long +1.5 +80")
                .containsPattern("v-1 +old-1 +COIN.DESK +BUY +LIMIT +2 +0 +90 +- +GTC +NEW");
    }

    @Test
    void shouldShowPositionsAndSayWhoseMoneyItIs() {
        CliRun shown = desk("positions --broker desk --environment live");

        assertThat(shown.out()).contains("environment live, REAL MONEY").containsPattern("COIN.DESK +long +1.5");
        assertThat(shown.out()).doesNotContain("v-1");
    }

    @Test
    void shouldShowBarsAsTableAndAsCsv() {
        CliRun table = desk("history --broker desk --instrument COIN.DESK");
        CliRun csv = desk("history --broker desk --instrument COIN.DESK --csv");

        assertThat(table.out()).contains("2 bars of COIN.DESK, 1d");
        assertThat(csv.out().lines())
                .containsExactly(
                        "start,open,high,low,close,volume",
                        "2026-11-19T00:00:00Z,98,101.5,97.25,100,12",
                        "2026-11-20T00:00:00Z,100,102,99,101,0.5");
        assertThat(desk("history --broker desk --instrument COIN.DESK --interval 7m")
                        .err())
                .contains("has no bars of 7m; it has 1m, 1d");
        assertThat(desk("history --broker desk --instrument COIN").err()).contains("write symbol and market");
    }

    @Test
    void shouldGiveUpOnAVenueThatDoesNotComeUp() {
        CliRun silent = desk("snapshot --broker desk --set behaviour=silent --timeout 1");
        CliRun closed = desk("snapshot --broker desk --set behaviour=closed --timeout 1");

        assertThat(silent.exitCode()).isEqualTo(1);
        assertThat(silent.err()).contains("desk did not come up within 1 s", "./fairlead doctor --broker desk");
        assertThat(closed.exitCode()).isEqualTo(1);
        assertThat(closed.err()).contains("desk has ended the connection: desk says so");
    }

    // --- doctor ---------------------------------------------------------------------------------------------------

    @Test
    void shouldExamineABrokerAndWarnOfWithdrawals() {
        CliRun fine = desk("doctor --broker desk");

        assertThat(fine.exitCode()).isZero();
        assertThat(fine.out())
                .containsPattern("OK +configuration")
                .containsPattern("OK +connection")
                .containsPattern("OK +credentials +the key works")
                .containsPattern("WARNING +permissions +the key may withdraw")
                .contains("desk: 5 checks, 1 warnings, 0 faults")
                .doesNotContain("right");
    }

    @Test
    void shouldEndWithOneOnAFault() {
        CliRun ill = desk("doctor --broker desk --set behaviour=ill");
        CliRun wrong = run(Map.of("DESK_SECRET", "wrong"), "doctor", "--broker", "desk");
        CliRun silent = desk("doctor --broker desk --set behaviour=silent --timeout 1");

        assertThat(List.of(ill.exitCode(), wrong.exitCode(), silent.exitCode())).containsExactly(1, 1, 1);
        assertThat(ill.out()).containsPattern("FAULT +account +trading is blocked");
        assertThat(wrong.out()).containsPattern("FAULT +configuration +the desk does not know this secret");
        assertThat(silent.out()).containsPattern("FAULT +connection +desk did not come up");
    }

    // --- orders ---------------------------------------------------------------------------------------------------

    @Test
    void shouldSendNothingUnlessToldTo() {
        CliRun dry = desk("place-order --broker desk --instrument COIN.DESK --side buy --quantity 0.5 --limit 99.50");

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out())
                .contains("order: ", "mode: DRY_RUN, policy: standard", "judged at last price: 100.0")
                .contains("gate: PASSED; nothing was sent. Add --send to send it");
    }

    @Test
    void shouldShowWhyTheGateDenies() {
        CliRun denied =
                desk("place-order --broker desk --instrument COIN.DESK --side buy --quantity 500 --limit 99.50");
        CliRun collar = desk("place-order --broker desk --instrument COIN.DESK --side buy --quantity 0.5 --limit 150");
        CliRun grid = desk("place-order --broker desk --instrument COIN.DESK --side buy --quantity 0.5 --limit 99.505");

        assertThat(List.of(denied.exitCode(), collar.exitCode(), grid.exitCode()))
                .containsExactly(1, 1, 1);
        assertThat(denied.out()).contains("gate: DENIED LIMIT_ORDER_NOTIONAL").contains("remedy: ");
        assertThat(collar.out()).contains("gate: DENIED LIMIT_PRICE_COLLAR");
        assertThat(grid.out()).contains("gate: DENIED GRID_PRICE_OFF_TICK");
    }

    @Test
    void shouldHeedTheLimitsOfTheEnvironment() {
        CliRun denied = run(
                with("MAX_POSITION_SIZE", "20"),
                "place-order --broker desk --instrument COIN.DESK --side buy --quantity 0.5 --limit 99.50"
                        .split(" ", -1));

        assertThat(denied.out()).contains("gate: DENIED LIMIT_POSITION_VALUE");
    }

    @Test
    void shouldSendThroughASessionAndShowTheFill(@TempDir Path folder) {
        CliRun sent = desk(
                "place-order --broker desk --instrument COIN.DESK --side buy --quantity 0.5 --send --journal",
                folder.resolve("journal").toString());

        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out())
                .contains("mode: LIVE", "gate: PASSED; sent as ", "the venue calls it v-2")
                .contains("status: FILLED, filled 0.5 at 100")
                .contains("Filled ");
        assertThat(folder.resolve("journal")).isNotEmptyDirectory();
    }

    @Test
    void shouldEndWithOneWhenTheVenueRejects(@TempDir Path folder) {
        CliRun rejected = desk(
                "place-order --broker desk --set behaviour=rejecting --instrument COIN.DESK --side buy --quantity 0.5"
                        + " --send --journal",
                folder.toString());

        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.out()).contains("status: REJECTED").contains("the desk does not feel like it");
    }

    @Test
    void shouldNotSendWhereDryRunIsSet(@TempDir Path folder) {
        CliRun dry = run(
                with("TRADING_DRY_RUN", "true"),
                ("place-order --broker desk --instrument COIN.DESK --side buy --quantity 0.5 --send --journal "
                                + folder)
                        .split(" ", -1));

        assertThat(dry.out()).contains("mode: DRY_RUN").contains("nothing was sent");
    }

    @Test
    void shouldAskForEveryPartOfArmingBeforeRealMoneyMoves(@TempDir Path folder) {
        String words = "place-order --broker desk --environment live --instrument COIN.DESK --side buy --quantity 0.5"
                + " --send --journal " + folder;
        Map<String, String> armed = with("TRADING_LIVE_ENABLED", "true", "TRADING_ORDER_TOKEN", "long-enough-token");

        CliRun bare = run(armed, words.split(" ", -1));
        CliRun other = run(armed, (words + " --real-money --account 8").split(" ", -1));
        CliRun unset = run(SECRET, (words + " --real-money --account 7").split(" ", -1));
        CliRun sent = run(armed, (words + " --real-money --account 7").split(" ", -1));

        assertThat(bare.err()).contains("moves real money: to send, add --real-money --account 7");
        assertThat(other.err()).contains("--account 8 is meant, connected is desk/7");
        assertThat(unset.err()).contains("TRADING_LIVE_ENABLED", "TRADING_ORDER_TOKEN");
        assertThat(List.of(bare.exitCode(), other.exitCode(), unset.exitCode())).containsExactly(2, 2, 2);
        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out()).contains("REAL MONEY", "status: FILLED").doesNotContain("long-enough-token");
    }

    @Test
    void shouldTellWhatDoesNotHoldTogether() {
        String words = "place-order --broker desk --instrument COIN.DESK --side buy";

        assertThat(desk(words).err()).contains("--quantity or by --notional");
        assertThat(desk(words + " --quantity 1 --trail 2% --limit 90").err()).contains("--trail goes without");
        assertThat(desk(words + " --quantity 1 --take-profit 120").err()).contains("--take-profit goes with");
        assertThat(desk("place-order --broker desk --instrument NONE.DESK --side buy --quantity 1")
                        .err())
                .contains("'desk' has no instrument NONE.DESK");
    }

    @Test
    void shouldCancelByEitherIdOrAll() {
        CliRun venue = desk("cancel --broker desk --order v-1");
        CliRun client = desk("cancel --broker desk --client-order old-1");
        CliRun all = desk("cancel --broker desk --all");
        CliRun absent = desk("cancel --broker desk --order v-9");

        assertThat(venue.out()).contains("-/v-1  taken in; now not known to the venue");
        assertThat(client.out()).contains("old-1/-  taken in");
        assertThat(all.out()).contains("old-1/v-1  taken in");
        assertThat(List.of(venue.exitCode(), client.exitCode(), all.exitCode(), absent.exitCode()))
                .containsExactly(0, 0, 0, 1);
        assertThat(absent.out()).contains("REFUSED: no such order");
        assertThat(desk("cancel --broker desk").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldGoOnCancellingWhenOneAnswerIsLost() {
        CliRun all = desk("cancel --broker desk --all --set behaviour=losing --timeout 1");

        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.out())
                .contains("old-1/v-1  no answer from desk for the cancel of old-1/v-1 within 1 s")
                .contains("old-3/v-3  taken in");
    }

    // --- fakes ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"alpaca", "binance"})
    void shouldRunAFakeVenueForAWhile(String venue) {
        CliRun run = desk("fake " + venue + " --seconds 1 --seed 7");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("http://127.0.0.1:", "ws://127.0.0.1:", "made up");
    }

    @Test
    void shouldSayWhichFakesThereAre() {
        assertThat(desk("fake").err()).contains("no venue given; say alpaca or binance");
        assertThat(desk("fake alpaca --port 70000").err()).contains("--port 70000 is not in 0..65535");
    }
}
