package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.risk.TradingState;
import org.junit.jupiter.api.Test;

class KillSwitchTest {
    private final KillSwitch killSwitch = new KillSwitch();

    @Test
    void shouldHaltWhileItIsTripped() {
        assertThat(killSwitch.apply(TradingState.REDUCE_ONLY)).isEqualTo(TradingState.REDUCE_ONLY);

        assertThat(killSwitch.trip("runaway loop", "night watch")).isTrue();

        assertThat(killSwitch.isTripped()).isTrue();
        assertThat(killSwitch.apply(TradingState.ACTIVE)).isEqualTo(TradingState.HALTED);
    }

    @Test
    void shouldKeepTheFirstReasonUntilItIsReset() {
        killSwitch.trip("runaway loop", "night watch");

        assertThat(killSwitch.trip("me too", "somebody else")).isFalse();
        assertThat(killSwitch.current()).contains(new KillSwitch.Trip("runaway loop", "night watch"));
        assertThat(killSwitch.reset("day watch", "looked into"))
                .contains(new KillSwitch.Trip("runaway loop", "night watch"));
        assertThat(killSwitch.isTripped()).isFalse();
        assertThat(killSwitch.reset("day watch", "looked into")).isEmpty();
        assertThat(killSwitch.apply(TradingState.ACTIVE)).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void shouldAskForAReasonAndAName() {
        assertThatThrownBy(() -> killSwitch.trip("", "me")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> killSwitch.trip("why", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(killSwitch.isTripped()).isFalse();
    }
}
