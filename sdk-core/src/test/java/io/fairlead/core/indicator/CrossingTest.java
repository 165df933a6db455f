package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrossingTest {
    private final Sma line = Sma.of(1);
    private final Sma other = Sma.of(1);

    private void bar(double mine, double theirs) {
        line.update(mine);
        other.update(theirs);
    }

    @Test
    void shouldCrossOnceWhenTheLineGetsToTheOtherSide() {
        bar(1, 2);
        bar(3, 2);
        assertThat(line.crossedAbove(other)).isTrue();
        assertThat(line.crossedBelow(other)).isFalse();
        assertThat(other.crossedBelow(line)).isTrue();

        bar(4, 2);
        assertThat(line.crossedAbove(other)).isFalse();
    }

    @Test
    void shouldNotCrossWhereItOnlyTouches() {
        bar(1, 2);
        bar(2, 2);

        assertThat(line.crossedAbove(other)).isFalse();
        assertThat(line.crossedBelow(other)).isFalse();
    }

    @Test
    void shouldCrossWhenItLeavesATieOnWhicheverSide() {
        bar(2, 2);
        bar(3, 2);
        assertThat(line.crossedAbove(other)).isTrue();

        bar(2, 2);
        bar(1, 2);
        assertThat(line.crossedBelow(other)).isTrue();

        bar(2, 2);
        bar(1, 2);
        assertThat(line.crossedBelow(other))
                .as("touched from below, fell again")
                .isTrue();
    }

    @Test
    void shouldNotCrossBeforeBothWereReadyOneUpdateAgo() {
        Sma slow = Sma.of(2);
        line.update(1);
        slow.update(5);
        line.update(9);
        slow.update(5);

        assertThat(slow.isReady()).isTrue();
        assertThat(line.crossedAbove(slow)).isFalse();

        line.update(1);
        slow.update(5);
        assertThat(line.crossedBelow(slow)).isTrue();
    }

    @Test
    void shouldCrossALevel() {
        line.update(30);
        assertThat(line.crossedAbove(30)).isFalse();

        line.update(31);
        assertThat(line.crossedAbove(30)).isTrue();

        line.update(30);
        assertThat(line.crossedBelow(30)).isFalse();

        line.update(29);
        assertThat(line.crossedBelow(30)).isTrue();
    }

    @Test
    void shouldNotCrossByRoundingWhereThePriceStandsStill() {
        Sma fast = Sma.of(20);
        Sma slow = Sma.of(50);
        for (int i = 0; i < 100; i++) {
            fast.update(100 + 0.01 * i);
            slow.update(100 + 0.01 * i);
        }
        for (int i = 0; i < 200; i++) {
            fast.update(101.1);
            slow.update(101.1);

            assertThat(fast.crossedBelow(slow) || fast.crossedAbove(slow))
                    .as("bar %s", i)
                    .isFalse();
        }
        assertThat(fast.value()).isEqualTo(slow.value());
    }
}
