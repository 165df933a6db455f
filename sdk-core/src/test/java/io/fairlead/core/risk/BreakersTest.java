package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.risk.TradingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each breaker trips, escalates, says each step once, and counts anew after a person has resumed. */
class BreakersTest {
    private static final long E8 = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final List<Breaker.Trip> trips = new ArrayList<>();
    private long now = 1_700_000_000L * SECOND;

    private BreakerPanel panel(Breakers breakers) {
        return new BreakerPanel(breakers, trips::add);
    }

    private void pass(Duration span) {
        now += span.toNanos();
    }

    private List<String> told() {
        return trips.stream().map(trip -> trip.code() + " " + trip.state()).toList();
    }

    @Test
    void shouldReduceAndThenHaltOnADaysLoss() {
        BreakerPanel panel = panel(Breakers.none().loss("5", "10"));
        panel.onDay(100_000 * E8);

        panel.onEquity(now, 120_000 * E8);
        panel.onEquity(now, 95_000 * E8 + 1);
        assertThat(trips).isEmpty();
        panel.onEquity(now, 95_000 * E8);
        panel.onEquity(now, 94_000 * E8);
        assertThat(told()).containsExactly("BREAKER_LOSS REDUCE_ONLY");
        panel.onEquity(now, 99_000 * E8);
        panel.onEquity(now, 90_000 * E8);
        panel.onEquity(now, 10_000 * E8);

        assertThat(told()).containsExactly("BREAKER_LOSS REDUCE_ONLY", "BREAKER_LOSS HALTED");
        assertThat(trips.get(1).detail()).isEqualTo("lost=10000 from=100000 maxPercent=10");
    }

    @Test
    void shouldCountALossFromWhereAPersonResumedAndFromEachNewDay() {
        BreakerPanel panel = panel(Breakers.none().loss("5", "10"));
        panel.onDay(100_000 * E8);
        panel.onEquity(now, 89_000 * E8);

        panel.resume(now);
        panel.onEquity(now, 89_000 * E8);
        panel.onEquity(now, 85_000 * E8);
        assertThat(told()).containsExactly("BREAKER_LOSS HALTED");
        panel.onEquity(now, 84_000 * E8);
        assertThat(told()).containsExactly("BREAKER_LOSS HALTED", "BREAKER_LOSS REDUCE_ONLY");
        panel.resume(now);
        panel.onDay(84_000 * E8);
        panel.onEquity(now, 80_000 * E8);

        assertThat(trips).hasSize(2);
    }

    @Test
    void shouldTripOnALossWithoutEquityToLose() {
        BreakerPanel panel = panel(Breakers.none().loss("5", "10"));
        panel.onDay(0);

        panel.onEquity(now, -1);

        assertThat(told()).containsExactly("BREAKER_LOSS HALTED");
    }

    @Test
    void shouldReduceAndThenHaltWhenAPriceMovesTooFarEitherWay() {
        BreakerPanel panel = panel(Breakers.none().volatility("10", "20", Duration.ofMinutes(5)));

        panel.onPrice(now, 0, "AAA", 100_000);
        pass(Duration.ofMinutes(1));
        panel.onPrice(now, 0, "AAA", 110_000);
        assertThat(trips).isEmpty();
        panel.onPrice(now, 0, "AAA", 110_001);
        assertThat(told()).containsExactly("BREAKER_VOLATILITY REDUCE_ONLY");
        pass(Duration.ofMinutes(1));
        panel.onPrice(now, 0, "AAA", 88_001);
        assertThat(trips).hasSize(1);
        panel.onPrice(now, 0, "AAA", 88_000);

        assertThat(told()).containsExactly("BREAKER_VOLATILITY REDUCE_ONLY", "BREAKER_VOLATILITY HALTED");
        assertThat(trips.get(0).detail()).isEqualTo("instrument=AAA movedPercent=10.001 maxPercent=10 window=PT5M");
    }

    @Test
    void shouldForgetPricesThatAreOlderThanTwoWindowsAndTellInstrumentsApart() {
        BreakerPanel panel = panel(Breakers.none().volatility("10", "20", Duration.ofMinutes(5)));

        panel.onPrice(now, 0, "AAA", 100);
        panel.onPrice(now, 9, "BBB", 500);
        pass(Duration.ofMinutes(11));
        panel.onPrice(now, 0, "AAA", 150);
        pass(Duration.ofMinutes(11));
        panel.onPrice(now, 0, "AAA", 200);

        assertThat(trips).isEmpty();
    }

    @Test
    void shouldSeeAMoveAcrossTheEndOfAWindow() {
        BreakerPanel panel = panel(Breakers.none().volatility("10", "20", Duration.ofMinutes(5)));

        panel.onPrice(now, 0, "AAA", 100);
        pass(Duration.ofMinutes(4));
        panel.onPrice(now, 0, "AAA", 100);
        pass(Duration.ofMinutes(2));
        panel.onPrice(now, 0, "AAA", 112);

        assertThat(told()).containsExactly("BREAKER_VOLATILITY REDUCE_ONLY");
    }

    @Test
    void shouldReduceAndThenHaltWhileTheConnectionStaysDown() {
        BreakerPanel panel = panel(
                Breakers.none().connectivity(Duration.ofSeconds(30), Duration.ofMinutes(5), 3, Duration.ofMinutes(10)));

        panel.onTime(now);
        panel.onUp(now);
        panel.onDown(now, false);
        pass(Duration.ofSeconds(29));
        panel.onDown(now, false);
        panel.onTime(now);
        assertThat(trips).isEmpty();
        pass(Duration.ofSeconds(1));
        panel.onTime(now);
        panel.onTime(now);
        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY REDUCE_ONLY");
        pass(Duration.ofSeconds(270));
        panel.onTime(now);

        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY REDUCE_ONLY", "BREAKER_CONNECTIVITY HALTED");
    }

    @Test
    void shouldReduceWhenTheConnectionComesAndGoesAndHaltWhenItIsClosed() {
        BreakerPanel panel = panel(
                Breakers.none().connectivity(Duration.ofSeconds(30), Duration.ofMinutes(5), 3, Duration.ofMinutes(10)));

        for (int i = 0; i < 2; i++) {
            panel.onDown(now, false);
            pass(Duration.ofSeconds(2));
            panel.onUp(now);
        }
        assertThat(trips).isEmpty();
        pass(Duration.ofMinutes(9));
        panel.onDown(now, false);
        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY REDUCE_ONLY");
        panel.onDown(now, true);

        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY REDUCE_ONLY", "BREAKER_CONNECTIVITY HALTED");
    }

    @Test
    void shouldNotMindDropsThatLieFarApartAndCountALongOneThatHasEnded() {
        BreakerPanel panel = panel(
                Breakers.none().connectivity(Duration.ofSeconds(30), Duration.ofMinutes(5), 3, Duration.ofMinutes(10)));

        for (int i = 0; i < 9; i++) {
            panel.onDown(now, false);
            panel.onUp(now);
            pass(Duration.ofMinutes(6));
        }
        assertThat(trips).isEmpty();
        panel.onDown(now, false);
        pass(Duration.ofSeconds(31));
        panel.onUp(now);

        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY REDUCE_ONLY");
    }

    @Test
    void shouldCountADownTimeFromWhereAPersonResumed() {
        BreakerPanel panel = panel(
                Breakers.none().connectivity(Duration.ofSeconds(30), Duration.ofMinutes(5), 3, Duration.ofMinutes(10)));
        panel.onDown(now, false);
        pass(Duration.ofMinutes(6));
        panel.onTime(now);

        panel.resume(now);
        pass(Duration.ofSeconds(29));
        panel.onTime(now);
        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY HALTED");
        pass(Duration.ofSeconds(1));
        panel.onTime(now);

        assertThat(told()).containsExactly("BREAKER_CONNECTIVITY HALTED", "BREAKER_CONNECTIVITY REDUCE_ONLY");
    }

    @Test
    void shouldReduceAndThenHaltWhenTheVenueRejectsTooMuch() {
        BreakerPanel panel = panel(Breakers.none().rejectRate("50", 3, 5, Duration.ofMinutes(1)));

        answers(panel, 2, 2);
        assertThat(trips).isEmpty();
        answers(panel, 1, 1);
        assertThat(told()).containsExactly("BREAKER_REJECT_RATE REDUCE_ONLY");
        answers(panel, 0, 1);
        assertThat(trips).hasSize(1);
        answers(panel, 0, 1);

        assertThat(told()).containsExactly("BREAKER_REJECT_RATE REDUCE_ONLY", "BREAKER_REJECT_RATE HALTED");
        assertThat(trips.get(1).detail()).isEqualTo("rejected=5 answers=8 max=5 window=PT1M");
    }

    @Test
    void shouldNotMindRejectionsAmongManyOrdersOrLongAgo() {
        BreakerPanel panel = panel(Breakers.none().rejectRate("50", 3, 5, Duration.ofMinutes(1)));

        answers(panel, 20, 9);
        pass(Duration.ofMinutes(1));
        answers(panel, 0, 2);
        panel.resume(now);
        answers(panel, 0, 2);

        assertThat(trips).isEmpty();
    }

    private void answers(BreakerPanel panel, int taken, int rejected) {
        for (int i = 0; i < taken; i++) {
            panel.onAnswer(now, false);
        }
        for (int i = 0; i < rejected; i++) {
            panel.onAnswer(now, true);
        }
    }

    @Test
    void shouldNeverBringTradingForward() {
        BreakerPanel panel = panel(Breakers.standard());
        panel.onDay(100 * E8);
        panel.onEquity(now, 1);
        panel.onDown(now, true);
        panel.onUp(now);
        panel.onEquity(now, 200 * E8);

        assertThat(trips).extracting(Breaker.Trip::state).containsOnly(TradingState.HALTED);
    }

    @Test
    void shouldBeChangedAndLeftOutByName() {
        Breakers breakers = Breakers.standard().loss("1", "2").without("volatility");

        assertThat(breakers.all()).extracting(Breaker::name).containsExactly("connectivity", "reject-rate", "loss");
        assertThat(panel(Breakers.none()).isEmpty()).isTrue();
        assertThatThrownBy(() -> breakers.without("volatility")).hasMessageContaining("connectivity");
        assertThatThrownBy(() -> breakers.loss("5", "4")).hasMessageContaining("must not be less");
        assertThatThrownBy(() -> breakers.loss("0", "4")).hasMessageContaining("was 0");
        assertThatThrownBy(() -> breakers.volatility("5", "9", Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> breakers.rejectRate("50", 0, 4, Duration.ofSeconds(1)))
                .hasMessageContaining("was 0");
        assertThatThrownBy(() ->
                        breakers.connectivity(Duration.ofSeconds(2), Duration.ofSeconds(1), 3, Duration.ofSeconds(1)))
                .hasMessageContaining("must not be less");
    }
}
