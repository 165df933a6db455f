package io.fairlead.orchestrator.edge;

import static io.fairlead.api.edge.MarketRegime.HIGH_VOLATILITY;
import static io.fairlead.api.edge.MarketRegime.RANGE_BOUND;
import static io.fairlead.api.edge.MarketRegime.REVERSAL_UP;
import static io.fairlead.api.edge.MarketRegime.STRONG_TREND_DOWN;
import static io.fairlead.api.edge.MarketRegime.TREND_DOWN;
import static io.fairlead.api.edge.MarketRegime.TREND_UP;
import static io.fairlead.api.edge.Stance.LONG;
import static io.fairlead.api.edge.Stance.NEUTRAL;
import static io.fairlead.api.edge.Stance.SHORT;
import static io.fairlead.api.edge.Stance.STRONG_LONG;
import static io.fairlead.api.edge.Stance.STRONG_SHORT;
import static io.fairlead.api.edge.Stance.VETO_LONG;
import static io.fairlead.api.edge.Stance.VETO_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.Stance;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.VolumeProfile;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarSeries;
import io.fairlead.orchestrator.RegimeVoteRule;
import io.fairlead.orchestrator.StubView;
import io.fairlead.orchestrator.TimeOfDayTable;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference rules' table of votes, line by line. */
class SixEdgesTest {
    private static final InstrumentId OTHER = InstrumentId.of("OTHER", "US");

    private final StubView view = new StubView();

    @Nested
    class RelativeStrength {
        private final Edge edge = new RelativeStrengthEdge();

        @ParameterizedTest
        @CsvSource({
            "95, 0.02, STRONG_LONG, 0.9",
            "95, 0.008, LONG, 0.6",
            "90, 0.02, LONG, 0.6",
            "70, 0.02, NEUTRAL, 0.5",
            "75, 0.004, NEUTRAL, 0.5",
            "5, -0.02, STRONG_SHORT, 0.9",
            "5, -0.008, SHORT, 0.6",
            "10, -0.02, SHORT, 0.6",
            "30, -0.02, NEUTRAL, 0.5"
        })
        void shouldFollowLeadersAndLaggards(double percentile, double own, Stance stance, double confidence) {
            view.percentile = percentile;
            view.bars = barsReturning(own);

            Vote vote = edge.vote(view);

            assertVote(vote, stance, confidence);
            assertThat(vote.inputs()).containsEntry("percentile", percentile);
            assertThat(vote.inputs().get("rs-sector")).isEqualTo(own, within(1e-12));
        }

        @Test
        void shouldBlockLongsThatLeadTheSectorButLagTheMarket() {
            view.bars = barsReturning(0);
            view.sector = Optional.of(StubView.returning(OTHER, 20, -0.03));
            view.market = Optional.of(StubView.returning(OTHER, 20, 0.02));

            assertVote(edge.vote(view), VETO_LONG, 0.7);
        }

        @Test
        void shouldTakeAnUnknownSectorForUnmoved() {
            view.sector = Optional.of(StubView.returning(OTHER, 19, 0.5));
            view.percentile = 95;
            view.bars = barsReturning(0.02);

            assertVote(edge.vote(view), STRONG_LONG, 0.9);
        }

        @Test
        void shouldSayNothingBelowTwentyBars() {
            view.percentile = 95;
            view.bars = barsReturning(0.05).subList(11, 30);

            assertVote(edge.vote(view), NEUTRAL, 0.5);
        }
    }

    @Nested
    class Statistics {
        private final Edge edge = new StatisticsEdge();

        @ParameterizedTest
        @CsvSource({
            "RANGE_BOUND, 2.1, 0, 1.6, SHORT, 0.7",
            "RANGE_BOUND, -2.1, 0, -1.6, LONG, 0.7",
            "RANGE_BOUND, 2.1, 0, 1.4, NEUTRAL, 0.4",
            "TREND_UP, 1.9, 0, 1.6, LONG, 0.6",
            "STRONG_TREND_UP, 2.6, 0, 1.6, VETO_LONG, 0.6",
            "TREND_UP, 2.2, 0, 1.6, NEUTRAL, 0.4",
            "TREND_DOWN, -1.9, 0, -1.6, SHORT, 0.6",
            "STRONG_TREND_DOWN, -2.6, 0, -1.6, VETO_SHORT, 0.6",
            "REVERSAL_UP, 1.9, 0, 1.6, NEUTRAL, 0.4",
            "REVERSAL_UP, 0, 2.1, 1.1, LONG, 0.5",
            "TREND_UP, 0, 2.1, -1.1, SHORT, 0.5",
            "TREND_UP, 0, 2.1, 1, NEUTRAL, 0.4",
            "TREND_UP, 0, 2, 1.2, NEUTRAL, 0.4"
        })
        void shouldJudgeExtremesByTheRegime(
                MarketRegime regime, double price, double volume, double momentum, Stance stance, double confidence) {
            view.regime = regime;
            view.priceZ = price;
            view.volumeZ = volume;
            view.momentumZ = momentum;

            Vote vote = edge.vote(view);

            assertVote(vote, stance, confidence);
            assertThat(vote.inputs())
                    .containsEntry("price-z", price)
                    .containsEntry("volume-z", volume)
                    .containsEntry("momentum-z", momentum);
        }
    }

    @Nested
    class Profile {
        private final Edge edge = new VolumeProfileEdge();

        @Test
        void shouldJoinABreakOutOfTheAreaWithTheTrendOnly() {
            view.profile = new VolumeProfile(95, 94, 99, 0.5, 10);

            assertVote(voteIn(TREND_UP), LONG, 0.6);
            assertVote(voteIn(REVERSAL_UP), NEUTRAL, 0.4);
            assertVote(voteIn(TREND_DOWN), NEUTRAL, 0.4);
        }

        @Test
        void shouldJoinABreakBelowTheAreaWithTheTrendOnly() {
            view.profile = new VolumeProfile(105, 101, 107, 0.5, 10);

            assertVote(voteIn(STRONG_TREND_DOWN), SHORT, 0.6);
            assertVote(voteIn(RANGE_BOUND), NEUTRAL, 0.4);
        }

        @ParameterizedTest
        @CsvSource({
            "98.9, 0.5, SHORT, 0.5",
            "101.1, 0.5, LONG, 0.5",
            "99, 0.5, NEUTRAL, 0.3",
            "98.9, 0.29, NEUTRAL, 0.3"
        })
        void shouldExpectAReturnToThePointOfControlInside(
                double pointOfControl, double structure, Stance stance, double confidence) {
            view.profile = new VolumeProfile(pointOfControl, 95, 105, structure, 10);

            assertVote(edge.vote(view), stance, confidence);
        }

        @Test
        void shouldSeeNoDistanceWithoutATrueRange() {
            view.profile = new VolumeProfile(96, 95, 105, 0.5, 10);
            view.atr = 0;

            assertVote(edge.vote(view), NEUTRAL, 0.3);
        }

        @Test
        void shouldSayNothingWithoutAProfile() {
            assertVote(edge.vote(view), NEUTRAL, 0.3);
        }

        private Vote voteIn(MarketRegime regime) {
            view.regime = regime;
            return edge.vote(view);
        }
    }

    @Nested
    class CrossAsset {
        private final Edge edge = new CrossAssetEdge();

        @Test
        void shouldFollowItsCompanions() {
            assertVote(votes(0.002), STRONG_LONG, 0.8);
            assertVote(votes(0.002, 0.003, 0.004, 0.002, -0.002), LONG, 0.6);
            assertVote(votes(0.002, -0.002), NEUTRAL, 0.4);
            assertVote(votes(0.0009, -0.0009), NEUTRAL, 0.4);
            assertVote(votes(), NEUTRAL, 0.4);
            assertVote(votes(0.002, 0.002, -0.002, -0.002, -0.002), NEUTRAL, 0.5);
            assertVote(votes(-0.002), VETO_LONG, 0.7);
        }

        @Test
        void shouldTurnWithTheIntendedDirection() {
            view.direction = Direction.SHORT;

            assertVote(votes(-0.002), STRONG_SHORT, 0.8);
            assertVote(votes(0.002), VETO_SHORT, 0.7);
        }

        @Test
        void shouldNotCountCompanionsWithTooFewBars() {
            view.related.add(StubView.returning(OTHER, 9, 0.05));

            assertVote(edge.vote(view), NEUTRAL, 0.4);
        }

        private Vote votes(double... returns) {
            view.related.clear();
            for (double change : returns) {
                view.related.add(StubView.returning(OTHER, 10, change));
            }
            return edge.vote(view);
        }
    }

    @Nested
    class TimeOfDay {
        private final Edge edge = new TimeOfDayEdge();

        @ParameterizedTest
        @CsvSource({
            "09:25, NEUTRAL, 0.3, NEUTRAL, 0.3",
            "09:30, LONG, 0.7, NEUTRAL, 0.4",
            "09:55, LONG, 0.7, NEUTRAL, 0.4",
            "10:00, NEUTRAL, 0.5, LONG, 0.6",
            "10:30, LONG, 0.7, LONG, 0.7",
            "11:30, NEUTRAL, 0.4, NEUTRAL, 0.4",
            "13:30, LONG, 0.6, LONG, 0.6",
            "14:30, LONG, 0.6, NEUTRAL, 0.5",
            "15:30, NEUTRAL, 0.3, NEUTRAL, 0.3",
            "15:55, NEUTRAL, 0.3, NEUTRAL, 0.3",
            "16:00, NEUTRAL, 0.3, NEUTRAL, 0.3"
        })
        void shouldKnowWhatSuitsTheHour(
                String time, Stance momentum, double sureOfMomentum, Stance reversion, double sureOfReversion) {
            view.secondOfDay = LocalTime.parse(time).toSecondOfDay();

            assertVote(voteOn(TradeType.MOMENTUM), momentum, sureOfMomentum);
            assertVote(voteOn(TradeType.MEAN_REVERSION), reversion, sureOfReversion);
        }

        @Test
        void shouldTakeAnotherTable() {
            TimeOfDayTable always = TimeOfDayTable.of(List.of(), TimeOfDayTable.favours(0.9));
            view.direction = Direction.SHORT;

            Vote vote = edge.configuredBy(holding(TimeOfDayTable.class, always)).vote(view);

            assertVote(vote, SHORT, 0.9);
        }

        private Vote voteOn(TradeType type) {
            view.tradeType = type;
            return edge.vote(view);
        }
    }

    @Nested
    class Regime {
        private final Edge classic = new RegimeEdge();
        private final Edge tape = new RegimeEdge().configuredBy(holding(RegimeVoteRule.class, RegimeVoteRule.TAPE));

        @ParameterizedTest
        @CsvSource({"0.71, STRONG_LONG", "0.7, LONG", "0.51, LONG", "0.5, NEUTRAL"})
        void shouldVoteForItsOwnDirectionAsSureAsItIs(double confidence, Stance stance) {
            view.regimeConfidence = confidence;

            assertVote(classic.vote(view), stance, confidence);
        }

        @Test
        void shouldVoteAgainstATradeThatTheTapeRunsAgainst() {
            tapeMoves(-0.005, -0.002, 0.003);

            Vote vote = tape.vote(view);

            assertVote(vote, SHORT, 0.7 / 3);
            assertThat(vote.inputs().get("tape")).isEqualTo(-1.0 / 3, within(1e-12));
        }

        @Test
        void shouldVoteAsItAlwaysDidWhereTheTapeRunsWithTheTradeOrNowhere() {
            tapeMoves(0.005, -0.002, 0.003);
            assertVote(tape.vote(view), LONG, 0.7);

            tapeMoves(0.0005, -0.0005, 0);
            assertVote(tape.vote(view), LONG, 0.7);
        }

        @Test
        void shouldTurnTheTapeWithTheTrade() {
            tapeMoves(0.005, 0.002, 0.003);
            view.direction = Direction.SHORT;
            view.regime = HIGH_VOLATILITY;

            assertVote(tape.vote(view), LONG, 0.7);
        }

        private void tapeMoves(double market, double first, double second) {
            view.market = Optional.of(StubView.returning(OTHER, 20, market));
            BarSeries qqq = StubView.returning(OTHER, 20, first);
            view.breadth = List.of(qqq, StubView.returning(OTHER, 20, second));
        }
    }

    private static void assertVote(Vote vote, Stance stance, double confidence) {
        assertThat(vote.stance()).as(vote.toString()).isEqualTo(stance);
        assertThat(vote.confidence()).as(vote.toString()).isEqualTo(confidence, within(1e-12));
        assertThat(vote.reason()).isNotBlank();
    }

    private static List<Bar> barsReturning(double change) {
        return StubView.barsReturning(change);
    }

    private static <S> EdgeParameters holding(Class<S> held, S value) {
        return new EdgeParameters() {
            @Override
            public double number(String name, double fallback) {
                return fallback;
            }

            @Override
            public <T> Optional<T> setting(Class<T> type) {
                return type == held ? Optional.of(type.cast(value)) : Optional.empty();
            }
        };
    }
}
