package io.fairlead.api.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoteTest {
    @Test
    void shouldSayWhatItWasMadeFrom() {
        Vote vote = Vote.forLong(0.6, "gapped up").with("gap", 0.02).with("volume-z", 1.5);

        assertThat(vote.stance()).isEqualTo(Stance.LONG);
        assertThat(vote.confidence()).isEqualTo(0.6);
        assertThat(vote.reason()).isEqualTo("gapped up");
        assertThat(vote.inputs()).containsExactly(entry("gap", 0.02), entry("volume-z", 1.5));
        assertThat(vote).hasToString("LONG 0.6 gapped up {gap=0.02, volume-z=1.5}");
    }

    @Test
    void shouldKeepTheLatestValueOfAName() {
        Vote vote = Vote.neutral("no gap").with("gap", 1).with("other", 3).with("gap", 2);

        assertThat(vote.inputs()).containsExactly(entry("gap", 2.0), entry("other", 3.0));
    }

    @Test
    void shouldLeaveTheVoteItWasMadeFromAsItWas() {
        Vote bare = Vote.forShort(0.5, "fades");

        Vote more = bare.with("z", 2);

        assertThat(bare.inputs()).isEmpty();
        assertThat(more.inputs()).containsOnlyKeys("z");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldAbstainWhereAnInputIsNoNumber(double missing) {
        Vote vote = Vote.forLong(0.9, "gapped up").with("gap", missing).with("volume-z", 1);

        assertThat(vote.stance()).isEqualTo(Stance.ABSTAIN);
        assertThat(vote.confidence()).isZero();
        assertThat(vote.inputs()).containsExactly(entry("gap", missing), entry("volume-z", 1.0));
    }

    @Test
    void shouldHandOutInputsThatNobodyCanChange() {
        SortedMap<String, Double> inputs =
                Vote.abstain("no data").with("bars", 3).inputs();

        assertThatThrownBy(() -> inputs.put("bars", 4.0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void shouldRefuseAConfidenceOutsideZeroToOne(double confidence) {
        assertThatThrownBy(() -> Vote.forLong(confidence, "sure"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence must be in 0..1, was " + confidence);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldSpeakForOrAgainstADirection(Direction direction) {
        boolean isLong = direction == Direction.LONG;

        assertThat(Vote.inFavour(direction, 0.6, "x").stance()).isEqualTo(isLong ? Stance.LONG : Stance.SHORT);
        assertThat(Vote.stronglyInFavour(direction, 0.6, "x").stance())
                .isEqualTo(isLong ? Stance.STRONG_LONG : Stance.STRONG_SHORT);
        assertThat(Vote.veto(direction, 0.6, "x").stance()).isEqualTo(isLong ? Stance.VETO_LONG : Stance.VETO_SHORT);
    }

    @Test
    void shouldEqualAVoteThatSaysTheSame() {
        Vote one = Vote.forStrongLong(0.9, "leads").with("a", 1).with("b", 2);
        Vote same = Vote.forStrongLong(0.9, "leads").with("b", 2).with("a", 1);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(same.with("a", 3)).isNotEqualTo(Vote.forStrongShort(0.9, "leads"));
    }

    private static Map.Entry<String, Double> entry(String name, double value) {
        return Map.entry(name, value);
    }
}
