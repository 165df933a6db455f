package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Vote;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Offset<Double> TINY = within(1e-12);

    @Test
    void shouldWeighValueTimesConfidenceForAndAgainst() {
        Tally tally = count(
                Direction.LONG,
                Vote.forStrongLong(0.9, "x"),
                Vote.forLong(0.6, "x"),
                Vote.neutral(0.4, "x"),
                Vote.forShort(0.5, "x"));

        assertThat(tally.voters()).isEqualTo(4);
        assertThat(tally.agreeing()).isEqualTo(2);
        assertThat(tally.support()).isEqualTo((1.8 + 0.6) / 4, TINY);
        assertThat(tally.opposition()).isEqualTo(0.5 / 4, TINY);
        assertThat(tally.quality()).isEqualTo(2.4 / 2.9, TINY);
        assertThat(tally.agreement()).isEqualTo(0.5);
    }

    @Test
    void shouldCountForTheOtherDirectionTheOtherWayRound() {
        Tally tally = count(Direction.SHORT, Vote.forStrongLong(0.9, "x"), Vote.forShort(0.5, "x"));

        assertThat(tally.agreeing()).isEqualTo(1);
        assertThat(tally.support()).isEqualTo(0.25, TINY);
        assertThat(tally.opposition()).isEqualTo(0.9, TINY);
    }

    @Test
    void shouldNotCountAbstentions() {
        Tally tally = count(Direction.LONG, Vote.forLong(0.6, "x"), Vote.abstain("no data"), Vote.abstain("no data"));

        assertThat(tally).isEqualTo(new Tally(1, 1, 0, 0.6, 0));
    }

    @Test
    void shouldTakeAVetoOfTheOtherDirectionForNeutral() {
        Vote[] votes = {Vote.veto(Direction.SHORT, 0.7, "x"), Vote.forLong(0.6, "x")};

        assertThat(Tally.of(votes, new double[] {1, 1}, Direction.LONG)).isEqualTo(new Tally(2, 1, 0, 0.3, 0));
        assertThat(Tally.of(votes, new double[] {1, 1}, Direction.SHORT).vetoes())
                .isEqualTo(1);
    }

    @Test
    void shouldHearHeavierEdgesMore() {
        Vote[] votes = {Vote.forLong(0.6, "x"), Vote.forShort(0.6, "x")};

        Tally tally = Tally.of(votes, new double[] {3, 1}, Direction.LONG);

        assertThat(tally.support()).isEqualTo(0.45, TINY);
        assertThat(tally.opposition()).isEqualTo(0.15, TINY);
    }

    @Test
    void shouldFindNothingWhereAllAbstain() {
        Tally tally = count(Direction.LONG, Vote.abstain("no data"));

        assertThat(tally).isEqualTo(new Tally(0, 0, 0, 0, 0));
        assertThat(tally.quality()).isZero();
        assertThat(tally.agreement()).isZero();
    }

    @Test
    void shouldMeetAQuorumByCountOrFraction() {
        assertThat(Quorum.count(4).isMet(4, 6)).isTrue();
        assertThat(Quorum.count(4).isMet(3, 3)).isFalse();
        assertThat(Quorum.fraction(0.6).isMet(4, 6)).isTrue();
        assertThat(Quorum.fraction(0.6).isMet(3, 6)).isFalse();
        assertThat(Quorum.fraction(0.6).isMet(3, 5)).isTrue();
        assertThat(Quorum.fraction(0.6).isMet(0, 0)).isFalse();
    }

    @Test
    void shouldRefuseAQuorumThatAlwaysHolds() {
        assertThatThrownBy(() -> Quorum.count(0)).hasMessage("a quorum must be above 0 votes, was 0");
        assertThatThrownBy(() -> Quorum.fraction(0)).hasMessage("a quorum must be above 0 and at most 1, was 0.0");
        assertThatThrownBy(() -> Quorum.fraction(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Tally count(Direction direction, Vote... votes) {
        double[] weights = new double[votes.length];
        Arrays.fill(weights, 1);
        return Tally.of(votes, weights, direction);
    }
}
