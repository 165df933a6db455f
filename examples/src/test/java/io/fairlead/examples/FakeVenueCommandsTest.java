package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import io.fairlead.fakes.binance.FakeBinance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same commands on our own adapters, against the fakes of their venues. */
class FakeVenueCommandsTest {
    /** A venue on this machine, and how it is reached. */
    private record Place(
            String broker, String instrument, String limit, Map<String, String> secrets, List<String> settings) {}

    /** The venues. */
    enum Venue {
        ALPACA,
        BINANCE
    }

    private final List<AutoCloseable> started = new ArrayList<>();

    private Place start(Venue venue) {
        return venue == Venue.ALPACA ? alpaca() : binance();
    }

    private Place alpaca() {
        FakeAlpaca fake = FakeAlpaca.builder()
                .history(Duration.ofHours(2))
                .walking(Duration.ofMillis(50))
                .start();
        started.add(fake);
        return new Place(
                "alpaca",
                "BTC/USD.ALPACA",
                "85000",
                Map.of(
                        "ALPACA_API_KEY", AlpacaKeys.usual().id(),
                        "ALPACA_SECRET_KEY", AlpacaKeys.usual().secret()),
                List.of(
                        "trading.url=" + fake.tradingUrl(),
                        "orders.url=" + fake.orderStreamUrl(),
                        "data.url=" + fake.dataUrl(),
                        "stream.url=" + fake.dataStreamUrl()));
    }

    private Place binance() {
        return binance(FakeBinance.builder());
    }

    private Place binance(FakeBinance.Builder made) {
        FakeBinance fake = made.movingEvery(Duration.ofMillis(50))
                .history(Duration.ofHours(2))
                .start();
        started.add(fake);
        return new Place(
                "binance",
                "BTCUSDT.BINANCE",
                "85000",
                Map.of(
                        "BINANCE_API_KEY", FakeBinance.Builder.API_KEY,
                        "BINANCE_API_SECRET", FakeBinance.Builder.SECRET),
                List.of(
                        "rest.url=" + fake.restUrl(),
                        "ws-api.url=" + fake.wsApiUrl(),
                        "stream.url=" + fake.streamUrl(),
                        "symbols=BTCUSDT"));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : started) {
            each.close();
        }
    }

    private static CliRun run(Place place, Map<String, String> variables, String... words) {
        List<String> args = new ArrayList<>(List.of(words));
        args.add("--broker");
        args.add(place.broker());
        for (String setting : place.settings()) {
            args.add("--set");
            args.add(setting);
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                FairleadCli.run(variables, new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
        return new CliRun(exitCode, out.toString(), err.toString());
    }

    private static CliRun run(Place place, String... words) {
        return run(place, place.secrets(), words);
    }

    @Test
    void shouldListOurAdaptersWithTheirMatrix() {
        CliRun listed = CliRun.of("brokers");

        assertThat(listed.out()).contains("alpaca ", "paper (default)", "binance ", "demo (default)");
    }

    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldFindNothingWrongWithAHealthyVenue(Venue venue) {
        Place place = start(venue);

        CliRun fine = run(place, "doctor");

        assertThat(fine.exitCode()).as(fine.out() + fine.err()).isZero();
        assertThat(fine.out()).containsPattern("OK +connection").contains("0 faults");
        place.secrets().values().forEach(secret -> assertThat(fine.out()).doesNotContain(secret));
    }

    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldFindAWrongKey(Venue venue) {
        Place place = start(venue);
        Map<String, String> wrong = new HashMap<>(place.secrets());
        wrong.replaceAll((name, value) -> "wrong-" + value);

        CliRun ill = run(place, wrong, "doctor", "--timeout", "5");

        assertThat(ill.exitCode()).as(ill.out() + ill.err()).isEqualTo(1);
        assertThat(ill.out()).contains("FAULT").doesNotContain("wrong-");
    }

    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldPlaceShowAndCancelAnOrder(Venue venue, @TempDir Path folder) {
        Place place = start(venue);
        String[] order = {
            "place-order",
            "--instrument",
            place.instrument(),
            "--side",
            "buy",
            "--quantity",
            "0.01",
            "--limit",
            place.limit(),
            "--time-in-force",
            "gtc"
        };

        CliRun dry = run(place, order);
        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out()).contains("gate: PASSED; nothing was sent");
        assertThat(run(place, "snapshot").out()).contains("no open orders");

        List<String> sending = new ArrayList<>(List.of(order));
        sending.addAll(List.of("--send", "--journal", folder.toString()));
        CliRun sent = run(place, sending.toArray(String[]::new));
        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out()).contains("gate: PASSED; sent as ", "status: NEW, filled 0");

        CliRun shown = run(place, "snapshot");
        assertThat(shown.out()).containsPattern(Pattern.quote(place.instrument()) + " +BUY +LIMIT +0.01 +0 +85000");
        CliRun cancelled = run(place, "cancel", "--all");
        assertThat(cancelled.exitCode()).as(cancelled.out() + cancelled.err()).isZero();
        assertThat(cancelled.out()).contains("taken in");
        assertThat(run(place, "snapshot").out()).contains("no open orders");
    }

    @Test
    void shouldSendExitsThatTheVenueLooksAfter(@TempDir Path folder) {
        Place alpaca = alpaca();

        CliRun sent = run(alpaca, bracket("AAPL.US", "230", "gtc", folder));

        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out()).contains("LIMIT 230 GTC bracket(stop 225, target 240, GTC)", "gate: PASSED; sent as ");
        assertThat(run(alpaca, "snapshot").out())
                .containsPattern("AAPL.US +SELL +STOP .* 225 ")
                .containsPattern("AAPL.US +SELL +LIMIT +10 +0 +240 ");
    }

    @Test
    void shouldNotSendExitsThatNobodyWouldLookAfter(@TempDir Path folder) {
        Place alpaca = alpaca();

        CliRun mixed = run(alpaca, bracket("AAPL.US", "230", "day", folder));
        CliRun crypto = run(alpaca, bracket("BTC/USD.ALPACA", "230", "gtc", folder));

        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err())
                .contains("'alpaca' does not look after exits", "ONE_TIME_IN_FORCE", "--exits-time-in-force");
        assertThat(crypto.exitCode()).isEqualTo(2);
        assertThat(crypto.err()).contains("assets=[EQUITY, ETF]");
        assertThat(run(alpaca, "snapshot").out()).contains("no open orders");
    }

    private static String[] bracket(String instrument, String limit, String timeInForce, Path folder) {
        return new String[] {
            "place-order",
            "--instrument",
            instrument,
            "--side",
            "buy",
            "--quantity",
            "10",
            "--limit",
            limit,
            "--time-in-force",
            timeInForce,
            "--stop-loss",
            "225",
            "--take-profit",
            "240",
            "--send",
            "--journal",
            folder.toString()
        };
    }

    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldFillAMarketOrderAndShowThePosition(Venue venue, @TempDir Path folder) {
        Place place = start(venue);

        CliRun sent = run(
                place,
                "place-order",
                "--instrument",
                place.instrument(),
                "--side",
                "buy",
                "--quantity",
                "0.01",
                "--time-in-force",
                "ioc",
                "--send",
                "--journal",
                folder.toString());

        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        assertThat(sent.out()).contains("status: FILLED, filled 0.01 at ");
        assertThat(run(place, "positions").exitCode()).isZero();
    }

    @Test
    void shouldAskForTheRateOfWhatHasNoPrice() {
        Place place = binance(FakeBinance.builder().balance("USDT", "1000").balance("XYZ", "1"));

        CliRun unpriced =
                run(place, "place-order", "--instrument", place.instrument(), "--side", "buy", "--quantity", "0.01");

        assertThat(unpriced.exitCode()).isEqualTo(2);
        assertThat(unpriced.err()).contains("the account holds XYZ", "--rate XYZ=");
    }

    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldShowBarsOfTheVenue(Venue venue) {
        Place place = start(venue);

        CliRun bars = run(place, "history", "--instrument", place.instrument(), "--interval", "1m");

        assertThat(bars.exitCode()).as(bars.out() + bars.err()).isZero();
        assertThat(bars.out()).contains("20 bars of " + place.instrument() + ", 1m");
    }
}
