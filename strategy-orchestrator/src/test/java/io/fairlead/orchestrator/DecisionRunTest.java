package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.market.Bar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionRunTest {
    private static final Vote LONG = Vote.forLong(0.8, "up");

    private final List<Decision> decisions = new ArrayList<>();

    @Test
    void shouldFillAtTheDecidingClose() {
        run(OrchestratorConfig.classic(), Integer.MAX_VALUE, trending(34));

        Decision entry = decisions.get(29);
        assertThat(entry.action()).isEqualTo(Action.BUY);
        assertThat(decisions.get(30).position().orElseThrow().entryPrice()).isEqualTo(entry.close());
        assertThat(actions(30, 34)).containsOnly(Action.HOLD);
    }

    @Test
    void shouldFillAtTheNextOpenInStandard() {
        List<Bar> bars = trending(34);
        run(OrchestratorConfig.standard(), Integer.MAX_VALUE, bars);

        assertThat(decisions.get(29).action()).isEqualTo(Action.BUY);
        OpenPosition position = decisions.get(30).position().orElseThrow();
        assertThat(position.entryPrice()).isEqualTo(bars.get(61).open());
        assertThat(position.stop())
                .isEqualTo(decisions.get(29).entry().orElseThrow().stop());
    }

    @Test
    void shouldCloseAtTheEndOfTheDay() {
        run(OrchestratorConfig.classic(), Integer.MAX_VALUE, trending(78));

        Decision last = decisions.get(77);
        assertThat(last.action()).isEqualTo(Action.SELL);
        assertThat(last.rule()).isEqualTo(DecisionRule.END_OF_DAY);
    }

    @Test
    void shouldBeginAfreshInEveryWindow() {
        List<Bar> bars = trending(2 * 78);

        run(OrchestratorConfig.classic(), 1, bars);

        assertThat(decisions).hasSize(2 * 78);
        assertThat(decisions.get(78).rule()).isEqualTo(DecisionRule.WARMING_UP);
        assertThat(decisions.get(78).number()).isEqualTo(1);
    }

    @Test
    void shouldDecideOnlySymbolsThatHaveABar() {
        List<Bar> bars = trending(5);
        bars.remove(5);

        run(OrchestratorConfig.classic(), 1, bars);

        assertThat(decisions).hasSize(4);
    }

    @Test
    void shouldRefuseTimeThatGoesBackwards() {
        DecisionRun run = DecisionRun.of(OrchestratorConfig.classic())
                .trade(List.of(TestBars.AAPL))
                .start();
        run.onBar(TestBars.bar(TestBars.AAPL, 1, 100, 1, 1));

        assertThatThrownBy(() -> run.onBar(TestBars.bar(TestBars.SPY, 0, 100, 1, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("bar of SPY.US at 2024-01-02T14:30:00Z comes after those of a later time;"
                        + " hand in all symbols' bars in order of time");
    }

    @Test
    void shouldRefuseARunOfNothing() {
        assertThatThrownBy(() -> DecisionRun.of(OrchestratorConfig.classic()).start())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("no symbol to trade");
        assertThatThrownBy(() -> DecisionRun.of(OrchestratorConfig.classic()).windowDays(0))
                .hasMessage("a window must have 1 day or more, was 0");
    }

    @Test
    void shouldHeadAColumnForEveryEdge() {
        StringBuilder text = new StringBuilder();
        DecisionRun run = DecisionRun.of(OrchestratorConfig.classic())
                .trade(List.of(TestBars.AAPL))
                .edges(() -> List.of(ScriptedEdge.saying("my-own-edge", LONG)))
                .csv(text)
                .start();

        run.onBar(TestBars.bar(TestBars.AAPL, 0, 100, 1, 1));
        run.finish();

        assertThat(text.toString().lines())
                .containsExactly(
                        "time,symbol,action,regime,support,size,stop,target,MyOwnEdge",
                        "2024-01-02T09:30:00,AAPL,hold,,,,,,");
        assertThat(run.decisions()).isEqualTo(1);
    }

    private void run(OrchestratorConfig config, int windowDays, List<Bar> bars) {
        DecisionRun run = DecisionRun.of(config)
                .windowDays(windowDays)
                .trade(List.of(TestBars.AAPL))
                .edges(() -> ScriptedEdge.saying(LONG, LONG, LONG, LONG))
                .listener(decisions::add)
                .start();
        bars.forEach(run::onBar);
        run.finish();
    }

    private List<Action> actions(int from, int to) {
        return decisions.subList(from, to).stream().map(Decision::action).toList();
    }

    /** Rises by 0.04 % a bar: a long trade's target is a few dozen bars away. */
    private static List<Bar> trending(int count) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double factor = 1 + i * 0.0004;
            bars.add(TestBars.bar(TestBars.SPY, i, 400 * factor, 0.8, 1000));
            double close = 100 * factor;
            bars.add(
                    TestBars.bar(TestBars.AAPL, TestBars.startOf(i), close - 0.02, close + 0.3, close - 0.3, close, 9));
        }
        return bars;
    }
}
