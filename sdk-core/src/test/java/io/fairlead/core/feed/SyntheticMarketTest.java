package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.calendar.Calendars;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticMarketTest {
    private static final int BARS_A_SESSION = 78;

    // --- One market -----------------------------------------------------------------------------------------------

    @Test
    void shouldMakeTheSameBytesOfOneSeedOnEveryJavaVersion() {
        SyntheticMarket market = SyntheticMarket.of(42).sessions(5);

        assertThat(market.contentHash())
                .isEqualTo(SyntheticMarket.of(42).sessions(5).contentHash());
        assertThat(market.contentHash()).isEqualTo("ae7d2cd8b61e546407bde5d17b672fa24f6319a47f619bb44bbd33f351705838");
    }

    @Test
    void shouldMakeAnotherMarketOfAnotherSeed() {
        assertThat(SyntheticMarket.of(43).sessions(5).contentHash())
                .isNotEqualTo(SyntheticMarket.of(42).sessions(5).contentHash());
    }

    @Test
    void shouldShowPartsOfTheSameMarketHoweverItIsLookedAt() {
        SyntheticMarket market = SyntheticMarket.of(1).sessions(3);

        assertThat(returns(market.symbols("NVDA", "SPY"), "NVDA"))
                .as("fewer symbols")
                .isEqualTo(returns(market, "NVDA"));
        BarData minutes = market.interval(BarInterval.ofMinutes(1));
        assertThat(Aggregated.of(minutes, BarInterval.ofMinutes(5)).contentHash())
                .as("finer bars")
                .isEqualTo(market.contentHash());
        assertThat(Aggregated.of(market, BarInterval.DAY).contentHash())
                .as("days")
                .isEqualTo(market.interval(BarInterval.DAY).contentHash());
        BarColumns more = market.sessions(9).bars(id("NVDA"));
        BarColumns first = market.bars(id("NVDA"));
        assertThat(more.bar(first.size() - 1)).as("fewer sessions").isEqualTo(first.bar(first.size() - 1));
    }

    @Test
    void shouldSayThatItIsMadeUp() {
        assertThat(SyntheticMarket.of(42).description())
                .isEqualTo("SYNTHETIC market, seed 42: 11 instruments, 5m bars, 60 sessions from 2024-01-02");
    }

    // --- What it is like ------------------------------------------------------------------------------------------

    @Test
    void shouldHoldTheUsualSymbolsOverWholeSessions() {
        SyntheticMarket market = SyntheticMarket.of(42).sessions(10);

        assertThat(market.instruments())
                .extracting(instrument -> instrument.id().symbol())
                .containsExactly("SPY", "QQQ", "IWM", "SMH", "XLK", "AAPL", "MSFT", "GOOGL", "NVDA", "AMD", "INTC");
        for (Instrument instrument : market.instruments()) {
            BarColumns bars = market.bars(instrument.id());
            assertThat(instrument.calendar()).isEqualTo(Calendars.nyse());
            assertThat(bars.isFrozen()).isTrue();
            assertThat(bars.size()).isEqualTo(10 * BARS_A_SESSION);
            assertThat(bars.bar(0).start()).isEqualTo("2024-01-02T14:30:00Z");
            assertThat(bars.bar(77).end()).isEqualTo("2024-01-02T21:00:00Z");
            assertThat(bars.bar(bars.size() - 1).end())
                    .as("a holiday on the 15th")
                    .isEqualTo("2024-01-16T21:00:00Z");
        }
    }

    @Test
    void shouldKeepToHolidaysEarlyClosesAndDaylightSaving() {
        SyntheticMarket market = SyntheticMarket.of(42)
                .symbols("SPY")
                .from(LocalDate.of(2024, 11, 28))
                .sessions(2);

        BarColumns bars = market.bars(id("SPY"));

        assertThat(bars.size()).isEqualTo(42 + BARS_A_SESSION);
        assertThat(bars.bar(0).start()).isEqualTo("2024-11-29T14:30:00Z");
        assertThat(bars.bar(41).end()).isEqualTo("2024-11-29T18:00:00Z");
        assertThat(bars.bar(42).start()).isEqualTo("2024-12-02T14:30:00Z");
    }

    @Test
    void shouldHaveWholeCentsAndWholeSharesAndConsistentBars() {
        SyntheticMarket market = SyntheticMarket.of(5).sessions(40).interval(BarInterval.ofMinutes(1));

        for (Instrument instrument : market.instruments()) {
            BarColumns bars = market.bars(instrument.id());
            for (int i = 0; i < bars.size(); i++) {
                boolean whole = isWholeCents(bars.open(i))
                        && isWholeCents(bars.high(i))
                        && isWholeCents(bars.low(i))
                        && isWholeCents(bars.close(i))
                        && bars.volume(i) > 0
                        && bars.volume(i) == Math.rint(bars.volume(i));
                boolean sane = bars.low(i) > 0
                        && bars.low(i) <= Math.min(bars.open(i), bars.close(i))
                        && bars.high(i) >= Math.max(bars.open(i), bars.close(i));
                if (!whole || !sane) {
                    throw new AssertionError(bars.bar(i).toString());
                }
            }
        }
    }

    private static boolean isWholeCents(double price) {
        return price == Math.rint(price * 100) / 100;
    }

    @ParameterizedTest
    @CsvSource({
        "SPY, QQQ, 0.85, 0.99",
        "SPY, IWM, 0.6, 0.92",
        "SPY, XLK, 0.8, 0.97",
        "SPY, AAPL, 0.3, 0.8",
        "SMH, NVDA, 0.45, 0.9",
        "NVDA, AMD, 0.3, 0.8",
        "AAPL, INTC, 0.1, 0.6"
    })
    void shouldMoveTogetherAsRelativesDo(String one, String other, double least, double most) {
        for (long seed = 1; seed <= 3; seed++) {
            SyntheticMarket market = SyntheticMarket.of(seed).sessions(60);

            double correlation = correlation(returns(market, one), returns(market, other));

            assertThat(correlation).isBetween(least, most);
        }
    }

    @Test
    void shouldTradeMostAfterTheOpenAndBeforeTheClose() {
        BarColumns spy = SyntheticMarket.of(42).sessions(60).bars(id("SPY"));
        double[] volume = new double[BARS_A_SESSION];
        double[] range = new double[BARS_A_SESSION];
        for (int i = 0; i < spy.size(); i++) {
            volume[i % BARS_A_SESSION] += spy.volume(i);
            range[i % BARS_A_SESSION] += (spy.high(i) - spy.low(i)) / spy.close(i);
        }

        double lunch = volume[38];
        assertThat(volume[0]).isGreaterThan(3 * lunch);
        assertThat(volume[77]).isGreaterThan(2 * lunch);
        assertThat(volume[12]).isLessThan(volume[0]).isGreaterThan(lunch);
        assertThat(range[0]).isGreaterThan(1.5 * range[38]);
    }

    @Test
    void shouldHaveTrendingAndRangingDaysCalmAndRestlessOnesAndGaps() {
        BarColumns days =
                SyntheticMarket.of(42).sessions(250).interval(BarInterval.DAY).bars(id("SPY"));
        int trending = 0;
        int ranging = 0;
        double smallest = Double.MAX_VALUE;
        double largest = 0;
        double gaps = 0;
        for (int i = 1; i < days.size(); i++) {
            double range = (days.high(i) - days.low(i)) / days.open(i);
            double share = Math.abs(days.close(i) - days.open(i)) / (days.high(i) - days.low(i));
            trending += share > 0.7 ? 1 : 0;
            ranging += share < 0.3 ? 1 : 0;
            smallest = Math.min(smallest, range);
            largest = Math.max(largest, range);
            gaps += Math.abs(days.open(i) / days.close(i - 1) - 1);
        }

        assertThat(trending).isBetween(40, 160);
        assertThat(ranging).isBetween(40, 160);
        assertThat(largest / smallest).isGreaterThan(4);
        assertThat(gaps / days.size()).as("mean gap").isBetween(0.001, 0.008);
    }

    @ParameterizedTest
    @CsvSource({"SPY, 0.005, 0.015", "AAPL, 0.01, 0.03", "AMD, 0.015, 0.05"})
    void shouldMoveAsMuchADayAsSuchThingsDo(String symbol, double least, double most) {
        for (long seed = 1; seed <= 3; seed++) {
            double[] returns = returns(SyntheticMarket.of(seed).sessions(120).interval(BarInterval.DAY), symbol);

            assertThat(Math.sqrt(
                            Arrays.stream(returns).map(r -> r * r).average().orElseThrow()))
                    .isBetween(least, most);
        }
    }

    @Test
    void shouldMakeAStockOfAnyName() {
        SyntheticMarket market = SyntheticMarket.of(42).symbols("ACME", "SPY").sessions(20);

        assertThat(correlation(returns(market, "ACME"), returns(market, "SPY"))).isBetween(0.1, 0.9);
    }

    // --- Settings -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"30s", "90s", "48h", "1w"})
    void shouldRefuseIntervalsOtherThanWholeMinutesOrADay(String interval) {
        assertThatThrownBy(() -> SyntheticMarket.of(1).interval(BarInterval.parse(interval)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(interval);
    }

    @Test
    void shouldRefuseSettingsThatMakeNoMarket() {
        SyntheticMarket market = SyntheticMarket.of(1);

        assertThatThrownBy(() -> market.sessions(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> market.symbols(List.of())).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> market.symbols("SPY", "SPY")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> market.symbols("S P Y")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> market.bars(id("SPX")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("SPX.US: it has SPY");
        assertThatThrownBy(() -> market.from(LocalDate.of(2030, 12, 1)).bars(id("SPY")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2030-12-31");
    }

    private static InstrumentId id(String symbol) {
        return InstrumentId.of(symbol, "US");
    }

    private static double[] returns(BarData data, String symbol) {
        BarColumns bars = data.bars(id(symbol));
        double[] returns = new double[bars.size() - 1];
        for (int i = 1; i < bars.size(); i++) {
            returns[i - 1] = bars.close(i) / bars.close(i - 1) - 1;
        }
        return returns;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
