package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrchestratorConfigTest {
    @Test
    void shouldFindProfilesByName() {
        for (String name : List.of("classic", "standard", "aggressive")) {
            assertThat(OrchestratorConfig.profile(name).name()).isEqualTo(name);
        }
        assertThatThrownBy(() -> OrchestratorConfig.profile("Classic"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("there is no profile 'Classic'; take one of classic, standard, aggressive");
    }

    @Test
    void shouldDifferFromClassicInStandardByConventionsAlone() {
        assertThat(differences(OrchestratorConfig.standard())).containsExactly(entry("volume-profile.min-bars", 12));
        assertThat(OrchestratorConfig.standard().edges()).isEmpty();
    }

    @Test
    void shouldStateEveryNumberOfAggressive() {
        SortedMap<String, Double> expected = new TreeMap<>();
        expected.put("entry.atr-percent-max", 0.04);
        expected.put("entry.atr-percent-min", 0.0012);
        expected.put("entry.cooldown-bars", 8.0);
        expected.put("entry.quality-min", 0.55);
        expected.put("entry.support-min", 0.45);
        expected.put("exit.stop-atr", 2.0);
        expected.put("exit.target-atr", 3.5);
        expected.put("exit.trail-distance-atr", 1.0);
        expected.put("exit.trail-lock-atr", 0.5);
        expected.put("exit.trail-start-atr", 1.5);
        expected.put("size.agreement-weight", 0.75);
        expected.put("size.base", 0.05);
        expected.put("size.cap", 0.15);
        expected.put("size.kelly-fraction", 0.25);
        expected.put("size.leverage", 1.5);
        expected.put("size.leverage-confidence-min", 0.65);
        expected.put("size.regime-weight", 1.0);
        expected.put("size.support-weight", 1.5);
        expected.put("size.volatility-scale-max", 2.0);
        expected.put("size.volatility-scale-min", 0.5);

        assertThat(differences(OrchestratorConfig.aggressive())).isEqualTo(expected);
    }

    @Test
    void shouldHaveOneKeyPerNumberWithinItsRange() {
        assertThat(Arrays.stream(Parameter.values()).map(Parameter::key)).doesNotHaveDuplicates();
        assertThat(Parameter.values()).allMatch(parameter -> parameter.allows(parameter.classicValue()));
    }

    @Test
    void shouldRefuseANumberOutsideItsRange() {
        OrchestratorConfig.Builder builder = OrchestratorConfig.standard().toBuilder();

        assertThatThrownBy(() -> builder.set(Parameter.QUALITY_MIN, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry.quality-min must be in 0.0..1.0, was 1.5");
        assertThatThrownBy(() -> builder.set("entry.cooldown-bars", 2.5))
                .hasMessage("entry.cooldown-bars must be whole and in 0.0..1000000.0, was 2.5");
        assertThatThrownBy(() -> builder.set(Parameter.QUALITY_MIN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.set("gap.min-gap", Double.NaN))
                .hasMessage("gap.min-gap must be a finite number, was NaN");
        assertThatThrownBy(() -> builder.weight("regime", -1))
                .hasMessage("weight of regime must be in 0..1000, was -1.0");
    }

    @Test
    void shouldRefuseNumbersThatContradictEachOther() {
        assertThatThrownBy(() -> OrchestratorConfig.classic().toBuilder()
                        .set(Parameter.ATR_PERCENT_MIN, 0.05)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry.atr-percent-min must be at most entry.atr-percent-max, was 0.05 against 0.03");
        assertThatThrownBy(() -> OrchestratorConfig.classic().toBuilder()
                        .set(Parameter.STRENGTH_BARS, 600)
                        .build())
                .hasMessageContaining("relative-strength.bars must be at most history.bars");
    }

    @Test
    void shouldNotChangeTheProfileThatAnotherIsBuiltFrom() {
        OrchestratorConfig changed = OrchestratorConfig.classic().toBuilder()
                .name("mine")
                .set(Parameter.SUPPORT_MIN, 0.4)
                .weight("regime", 2)
                .allEdges()
                .build();

        assertThat(changed.get(Parameter.SUPPORT_MIN)).isEqualTo(0.4);
        assertThat(changed.weights()).containsExactly(entry("regime", 2));
        assertThat(changed).hasToString("mine");
        assertThat(OrchestratorConfig.classic().get(Parameter.SUPPORT_MIN)).isEqualTo(0.5);
        assertThat(OrchestratorConfig.classic().weights()).isEmpty();
    }

    @Test
    void shouldTakeTheZoneOfItsCalendar() {
        OrchestratorConfig config = OrchestratorConfig.standard().toBuilder()
                .calendar(TradingCalendar.alwaysOpen())
                .build();

        assertThat(config.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(config.calendar()).contains(TradingCalendar.alwaysOpen());
    }

    @Test
    void shouldMapTheSymbolsOfTheReference() {
        MarketMap map = OrchestratorConfig.classic().market();

        assertThat(map.sectorOf("NVDA")).isEqualTo("SMH");
        assertThat(map.sectorOf("TQQQ")).isEqualTo("QQQ");
        assertThat(map.sectorOf("WHATEVER")).isEqualTo("SPY");
        assertThat(map.relatedTo("AAPL")).containsExactly("MSFT", "QQQ", "XLK");
        assertThat(map.relatedTo("GOOGL")).isEmpty();
        assertThat(map.isProxy("IWM")).isTrue();
        assertThat(map.isProxy("AAPL")).isFalse();
        assertThat(map.sectors()).hasSize(48);
        assertThat(map.related()).hasSize(13);
    }

    @Test
    void shouldExtendAMap() {
        MarketMap map = MarketMap.usEquities().toBuilder()
                .sector("XBI", "MRNA")
                .related("MRNA", "BNTX  XBI")
                .build();

        assertThat(map.sectorOf("MRNA")).isEqualTo("XBI");
        assertThat(map.relatedTo("MRNA")).containsExactly("BNTX", "XBI");
        assertThat(MarketMap.usEquities().sectorOf("MRNA")).isEqualTo("SPY");
    }

    @Test
    void shouldRefuseHoursThatOverlap() {
        TimeOfDayTable.Window morning = window("morning", 9, 11);
        TimeOfDayTable.Window noon = window("noon", 10, 13);

        assertThatThrownBy(() -> TimeOfDayTable.of(List.of(morning, noon), TimeOfDayTable.neutral(0)))
                .hasMessage("windows must follow each other, but noon begins before morning ends");
        assertThatThrownBy(() -> window("backwards", 12, 10))
                .hasMessage("window backwards must begin before its end, was 12:00..10:00");
    }

    private static TimeOfDayTable.Window window(String name, int from, int to) {
        TimeOfDayTable.Opinion opinion = TimeOfDayTable.favours(0.5);
        return new TimeOfDayTable.Window(name, LocalTime.of(from, 0), LocalTime.of(to, 0), opinion, opinion);
    }

    private static Map.Entry<String, Double> entry(String key, double value) {
        return Map.entry(key, value);
    }

    private static SortedMap<String, Double> differences(OrchestratorConfig config) {
        SortedMap<String, Double> differences = new TreeMap<>(config.numbers());
        differences.entrySet().removeAll(OrchestratorConfig.classic().numbers().entrySet());
        return differences;
    }
}
