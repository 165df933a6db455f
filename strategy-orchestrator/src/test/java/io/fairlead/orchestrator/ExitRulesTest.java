package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.TradeType;
import org.junit.jupiter.api.Test;

class ExitRulesTest {
    private final ExitRules rules = ExitRules.of(OrchestratorConfig.classic());

    @Test
    void shouldPlaceStopAndTargetByAtr() {
        assertThat(rules.stopOf(Direction.LONG, 100, 2)).isEqualTo(95);
        assertThat(rules.targetOf(Direction.LONG, 100, 2)).isEqualTo(108);
        assertThat(rules.stopOf(Direction.SHORT, 100, 2)).isEqualTo(105);
        assertThat(rules.targetOf(Direction.SHORT, 100, 2)).isEqualTo(92);
    }

    @Test
    void shouldHoldBetweenStopAndTarget() {
        ExitRules.Step step = rules.step(longFrom100(), 103, 96, 102, false);

        assertThat(step.exit()).isEmpty();
        assertThat(step.position().best()).isEqualTo(102);
        assertThat(step.position().stop()).isEqualTo(95);
    }

    @Test
    void shouldStopOutWhereTheLowReachesTheStop() {
        assertThat(rules.step(longFrom100(), 101, 95, 100, false).exit()).contains(DecisionRule.STOP);
        assertThat(rules.step(shortFrom100(), 105, 99, 100, false).exit()).contains(DecisionRule.STOP);
    }

    @Test
    void shouldTakeProfitWhereTheHighReachesTheTarget() {
        assertThat(rules.step(longFrom100(), 108, 100, 103, false).exit()).contains(DecisionRule.TARGET);
        assertThat(rules.step(shortFrom100(), 100, 92, 97, false).exit()).contains(DecisionRule.TARGET);
    }

    @Test
    void shouldAskTheStopBeforeTheTargetAndTheTargetBeforeTheClock() {
        assertThat(rules.step(longFrom100(), 109, 94, 100, true).exit()).contains(DecisionRule.STOP);
        assertThat(rules.step(longFrom100(), 109, 99, 100, true).exit()).contains(DecisionRule.TARGET);
        assertThat(rules.step(longFrom100(), 103, 99, 100, true).exit()).contains(DecisionRule.END_OF_DAY);
    }

    @Test
    void shouldBeginToTrailOnceTheBestCloseGainedTwoAtr() {
        OpenPosition before = rules.trail(longFrom100(), 103.9);
        OpenPosition after = rules.trail(before, 104);

        assertThat(before.trailing()).isFalse();
        assertThat(after.trailing()).isTrue();
        assertThat(after.stop()).isEqualTo(102);
    }

    @Test
    void shouldTrailTheBestCloseAndNeverLoosen() {
        OpenPosition risen = rules.trail(rules.trail(longFrom100(), 104), 107);
        OpenPosition fallen = rules.trail(risen, 104.5);

        assertThat(risen.stop()).isEqualTo(104);
        assertThat(fallen).isSameAs(risen);
    }

    @Test
    void shouldTrailAShortTheOtherWayRound() {
        OpenPosition position = rules.trail(rules.trail(shortFrom100(), 96), 93);

        assertThat(position.stop()).isEqualTo(96);
        assertThat(rules.trail(position, 95).stop()).isEqualTo(96);
    }

    @Test
    void shouldMoveTheStopByTheBarsCloseBeforeAskingItsLow() {
        ExitRules.Step step = rules.step(longFrom100(), 105, 101.9, 104, false);

        assertThat(step.exit()).contains(DecisionRule.TRAILING_STOP);
        assertThat(step.position().stop()).isEqualTo(102);
    }

    @Test
    void shouldLeaveABracketedPositionToItsBracketUntilACloseMissedTheStop() {
        OpenPosition bracketed = longFrom100().withBracket();

        assertThat(rules.step(bracketed, 109, 94, 100, false).exit()).isEmpty();
        assertThat(rules.step(bracketed, 109, 94, 100, true).exit()).contains(DecisionRule.END_OF_DAY);
        assertThat(rules.step(bracketed, 101, 94, 95, false).exit()).contains(DecisionRule.STOP);
        assertThat(rules.step(shortFrom100().withBracket(), 106, 99, 105.5, true)
                        .exit())
                .contains(DecisionRule.STOP);
    }

    @Test
    void shouldFollowItsMeanEntryPriceWhileMoreIsFilled() {
        OpenPosition more = longFrom100().withEntryPrice(101);

        assertThat(more.entryPrice()).isEqualTo(101);
        assertThat(more.best()).isEqualTo(101);
        assertThat(more.stop()).isEqualTo(95);
        assertThat(rules.trail(more, 103).withEntryPrice(102).best()).isEqualTo(103);
    }

    @Test
    void shouldMeasureGainsInItsOwnDirection() {
        assertThat(longFrom100().gainAt(103)).isEqualTo(0.03);
        assertThat(shortFrom100().gainAt(103)).isEqualTo(-0.03);
    }

    private OpenPosition longFrom100() {
        return position(Direction.LONG);
    }

    private OpenPosition shortFrom100() {
        return position(Direction.SHORT);
    }

    private OpenPosition position(Direction direction) {
        EntryPlan plan = new EntryPlan(
                direction,
                TradeType.MOMENTUM,
                0.01,
                0,
                100,
                2,
                rules.stopOf(direction, 100, 2),
                rules.targetOf(direction, 100, 2));
        return OpenPosition.of(plan, 100);
    }
}
