package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.edge.Vote;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.order.Side;
import io.fairlead.core.analytics.RecordedFill;
import io.fairlead.core.analytics.RoundTrip;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.feed.CsvFolder;
import io.fairlead.core.feed.SyntheticMarket;
import io.fairlead.core.sim.FaultPlan;
import io.fairlead.core.sim.LatencyModel;
import io.fairlead.core.sim.SimConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strategy in the real engine, with the simulated venue. */
class EnsembleBacktestTest {
    private static final int SESSIONS = 12;

    /** Over 2024-07-03, when the exchange closes at 13:00. */
    private static final BarData MARKET =
            SyntheticMarket.of(7).from(LocalDate.of(2024, 6, 21)).sessions(SESSIONS);

    private final DecisionLog log =
            DecisionLog.keeping(1_000_000, decision -> decision.action().isEntry());

    @Test
    void shouldEnterAtTheNextBarsOpenAndCarryTheDecision() {
        BacktestResult result =
                run(OrchestratorConfig.standard(), SimConfig.builder().build());

        List<RecordedFill> entries = entries(result);
        assertThat(entries).hasSizeGreaterThan(10);
        for (RecordedFill entry : entries) {
            Decision decision = log.find(entry.decisionId()).orElseThrow();
            BarColumns bars = MARKET.bars(entry.fill().instrument());
            int next = bars.indexStartingFrom(decision.timeNanos());
            assertThat(decision.action().isEntry()).isTrue();
            assertThat(entry.fill().price().toDouble()).isEqualTo(bars.open(next));
        }
    }

    @Test
    void shouldHoldNothingOverNightAlsoOnAHalfDay() {
        BacktestResult result =
                run(OrchestratorConfig.standard(), SimConfig.builder().build());

        List<RoundTrip> trips = result.record().roundTrips();
        assertThat(trips).hasSizeGreaterThan(10).noneMatch(RoundTrip::isOpen);
        for (RoundTrip trip : trips) {
            LocalDate entered = LocalDate.ofInstant(trip.entryTime(), TestBars.NEW_YORK);
            var left = trip.exitTime().orElseThrow().atZone(TestBars.NEW_YORK);
            LocalTime latest = entered.equals(LocalDate.of(2024, 7, 3)) ? LocalTime.of(13, 0) : LocalTime.of(16, 0);
            assertThat(left.toLocalDate()).isEqualTo(entered);
            assertThat(left.toLocalTime()).isBeforeOrEqualTo(latest);
        }
        assertThat(result.record().alarms()).isEmpty();
    }

    @Test
    void shouldDecideAndTradeTheSameOnEveryRun() {
        List<String> firstDecisions = new ArrayList<>();
        List<String> secondDecisions = new ArrayList<>();

        BacktestResult first = runTelling(decision -> firstDecisions.add(decision.toString()));
        BacktestResult second = runTelling(decision -> secondDecisions.add(decision.toString()));

        assertThat(secondDecisions).isEqualTo(firstDecisions).hasSizeGreaterThan(1000);
        assertThat(second.record().fills()).hasToString(first.record().fills().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotSellAgainWhatTheStopSoldWhileItsCancelWasOnTheWay(boolean asynchronous) {
        SimConfig.Builder venue = SimConfig.builder().latency(LatencyModel.constant(Duration.ofMinutes(6)));
        if (asynchronous) {
            venue.asynchronous(5);
        }

        BacktestResult result = Backtest.of(EnsembleStrategy.of(OrchestratorConfig.standard())
                        .edges(() -> ScriptedEdge.saying(Vote.forLong(0.8, "always")))
                        .listener(log)::build)
                .data(new HandMadeData(dayThatEndsInTheStop()))
                .venue(venue.build())
                .run();

        assertThat(result.record().fills()).hasSize(2);
        RecordedFill exit = result.record().fills().get(1);
        assertThat(exit.fill().side()).isEqualTo(Side.SELL);
        assertThat(exit.tag()).isEqualTo("ensemble-standard");
        assertThat(exit.fill().timeNanos()).isGreaterThanOrEqualTo(TestBars.startOf(77));
        assertNoExitBeyondFlat(result, "stop against cancel");
    }

    /** Rises until the day's positions are closed; then, while cancels are on their way, falls through the stop. */
    private static List<Bar> dayThatEndsInTheStop() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            double factor = 1 + Math.min(i, 76) * 0.0004;
            double fall = i == 77 ? 10 : 0;
            bars.add(TestBars.bar(TestBars.SPY, i, 400 * factor, 0.8, 1000));
            double close = 100 * factor;
            bars.add(TestBars.bar(
                    TestBars.AAPL, TestBars.startOf(i), close, close + 0.4, close - 0.4 - fall, close, 1000));
        }
        return bars;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldNeverExitTwiceWhereAnswersComeLateAndOutOfOrder(long seed) {
        BacktestResult result = run(
                OrchestratorConfig.standard(),
                SimConfig.builder().asynchronous(seed).build());

        assertThat(entries(result)).as("seed %s", seed).hasSizeGreaterThan(10);
        assertNoExitBeyondFlat(result, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void shouldNeverExitTwiceOnABadDay(long seed) {
        FaultPlan faults =
                FaultPlan.seeded(seed).rejects(0.05).duplicatesReports(0.1).delaysReports(0.2);

        BacktestResult result = run(
                OrchestratorConfig.standard(),
                SimConfig.builder()
                        .asynchronous(seed)
                        .faults(faults)
                        .volumeShare(new BigDecimal("0.0005"))
                        .build());

        assertThat(entries(result)).as("seed %s", seed).isNotEmpty();
        assertNoExitBeyondFlat(result, "seed " + seed);
    }

    @Test
    void shouldTradeRealBars() {
        BarData real = CsvFolder.of(SharedData.require("data/us-5min-2024h1"));

        BacktestResult result = Backtest.of(
                        EnsembleStrategy.of(OrchestratorConfig.standard()).listener(log)::build)
                .data(real)
                .run();

        assertThat(result.record().roundTrips()).hasSizeGreaterThan(100).noneMatch(RoundTrip::isOpen);
        assertThat(result.record().alarms()).isEmpty();
        assertNoExitBeyondFlat(result, "real bars");
    }

    private static BacktestResult runTelling(DecisionListener listener) {
        return Backtest.of(EnsembleStrategy.of(OrchestratorConfig.aggressive()).listener(listener)::build)
                .data(MARKET)
                .run();
    }

    private BacktestResult run(OrchestratorConfig config, SimConfig venue) {
        return Backtest.of(EnsembleStrategy.of(config).listener(log)::build)
                .data(MARKET)
                .venue(venue)
                .run();
    }

    /** Fills in the direction that their decision asked for; exits of a bracket carry its decision too. */
    private List<RecordedFill> entries(BacktestResult result) {
        return result.record().fills().stream()
                .filter(fill -> !fill.decisionId().isEmpty())
                .filter(fill ->
                        plan(fill).direction().sign() == fill.fill().side().sign())
                .toList();
    }

    private EntryPlan plan(RecordedFill fill) {
        return log.find(fill.decisionId()).orElseThrow().entry().orElseThrow();
    }

    /** Positions go from zero to a size and back to zero; no fill of an exit takes one through zero. */
    private static void assertNoExitBeyondFlat(BacktestResult result, String run) {
        Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
        for (RecordedFill recorded : result.record().fills()) {
            BigDecimal before = positions.getOrDefault(recorded.fill().instrument(), BigDecimal.ZERO);
            BigDecimal after = before.add(recorded.fill()
                    .quantity()
                    .value()
                    .multiply(BigDecimal.valueOf(recorded.fill().side().sign())));
            positions.put(recorded.fill().instrument(), after);
            assertThat(before.signum() * after.signum())
                    .as("%s: %s takes %s to %s", run, recorded, before, after)
                    .isNotNegative();
        }
    }
}
