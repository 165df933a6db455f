package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the values mean at the edges, and where we differ from TA-Lib on purpose. */
class IndicatorMeaningTest {
    private static Bar bar(double high, double low, double close, double volume) {
        return new Bar(
                InstrumentId.of("AAPL", "US"),
                BarInterval.ofMinutes(5),
                0,
                300_000_000_000L,
                low,
                high,
                low,
                close,
                volume);
    }

    @Test
    void shouldCallRsiNeitherStrongNorWeakWhereNothingMoved() {
        Rsi rsi = Rsi.of(3);
        for (int i = 0; i < 10; i++) {
            rsi.update(42);
        }

        assertThat(rsi.value()).isEqualTo(50);
    }

    @Test
    void shouldReachTheEndsOfRsiWherePricesOnlyRiseOrOnlyFall() {
        Rsi rising = Rsi.of(3);
        Rsi falling = Rsi.of(3);
        for (int i = 0; i < 10; i++) {
            rising.update(i);
            falling.update(-i);
        }

        assertThat(rising.value()).isEqualTo(100);
        assertThat(falling.value()).isZero();
    }

    @Test
    void shouldRateACheapCoinLikeADearOne() {
        Random random = new Random(5);
        Rsi dear = Rsi.of(14);
        Rsi cheap = Rsi.of(14);
        Adx dearTrend = Adx.of(14);
        Adx cheapTrend = Adx.of(14);
        for (int i = 0; i < 200; i++) {
            double close = 100 + random.nextGaussian();
            dear.update(close);
            cheap.update(close * 0x1p-40);
            dearTrend.update(close + 1, close - 1, close);
            cheapTrend.update((close + 1) * 0x1p-40, (close - 1) * 0x1p-40, close * 0x1p-40);
        }

        assertThat(cheap.value()).isEqualTo(dear.value());
        assertThat(cheapTrend.value()).isEqualTo(dearTrend.value());
    }

    @Test
    void shouldPutACloseInTheMiddleOfARangeWithoutHeight() {
        Stochastic stochastic = Stochastic.of(5, 1, 1);
        for (int i = 0; i < 5; i++) {
            stochastic.update(7, 7, 7);
        }

        assertThat(stochastic.value()).isEqualTo(50);
        assertThat(stochastic.signal().value()).isEqualTo(50);
    }

    @Test
    void shouldHaveNoDirectionWhereNothingMoved() {
        Adx adx = Adx.of(3);
        for (int i = 0; i < 9; i++) {
            adx.update(7, 7, 7);
        }

        assertThat(adx.value()).isZero();
        assertThat(adx.plusDi().value()).isZero();
        assertThat(adx.minusDi().value()).isZero();
    }

    @Test
    void shouldBeTheDifferenceOfTwoExponentialAverages() {
        Macd macd = Macd.of(3, 6, 4);
        Ema fast = Ema.of(3);
        Ema slow = Ema.of(6);
        Ema signal = Ema.of(4);
        for (int i = 0; i < 50; i++) {
            double close = Fed.SERIES.close()[i];
            macd.update(close);
            fast.update(close);
            slow.update(close);
            if (slow.isReady()) {
                signal.update(fast.value() - slow.value());
            }
        }

        assertThat(macd.value()).isEqualTo(fast.value() - slow.value());
        assertThat(macd.signal().value()).isEqualTo(signal.value());
        assertThat(macd.histogram().value()).isEqualTo(macd.value() - signal.value());
    }

    @Test
    void shouldSmoothAsWilderDoes() {
        Ema wilder = Ema.wilder(4);
        for (double value : new double[] {1, 2, 3, 6, 11}) {
            wilder.update(value);
        }

        assertThat(wilder.previous()).isEqualTo(3);
        assertThat(wilder.value()).isEqualTo((3 * 3 + 11) / 4.0);
    }

    @Test
    void shouldStayAtAPriceThatStandsStill() {
        for (int window = 1; window <= 100; window++) {
            Ema ema = Ema.of(window);
            for (int i = 0; i < 3 * window; i++) {
                ema.update(0.1);
            }

            assertThat(ema.value()).as("window %s", window).isEqualTo(0.1);
        }
    }

    @Test
    void shouldSayNoChangeFromZero() {
        Roc roc = Roc.of(1);
        roc.update(0);
        roc.update(5);

        assertThat(roc.value()).isZero();
    }

    @Test
    void shouldCorrelateWhatMovesTogetherAndWhatMovesApart() {
        Random random = new Random(6);
        Correlation together = Correlation.of(10);
        Correlation apart = Correlation.of(10);
        Correlation flat = Correlation.of(10);
        for (int i = 0; i < 35; i++) {
            double value = 1e6 + random.nextGaussian();
            together.update(value, 3 * value + 7);
            apart.update(value, -value);
            flat.update(value, i < 12 ? i : 0.1);
        }

        assertThat(together.value()).isEqualTo(1, within(1e-9));
        assertThat(apart.value()).isEqualTo(-1, within(1e-12));
        assertThat(flat.value()).isZero();
    }

    @Test
    void shouldWeighPricesByVolume() {
        Vwap vwap = Vwap.of();
        vwap.update(10, 1);
        vwap.update(20, 3);

        assertThat(vwap.previous()).isEqualTo(10);
        assertThat(vwap.value()).isEqualTo(17.5);
    }

    @Test
    void shouldHaveNoVwapUntilSomethingTraded() {
        Vwap vwap = Vwap.of();
        vwap.update(10, 0);
        assertThat(vwap.isReady()).isFalse();

        vwap.update(11, 2);
        vwap.update(99, 0);
        assertThat(vwap.value()).isEqualTo(11);
        assertThat(vwap.previous()).isEqualTo(11);
    }

    @Test
    void shouldForgetTheSessionOnReset() {
        Vwap vwap = Vwap.of();
        Latest price = Latest.of();
        vwap.update(10, 5);
        price.update(9);

        vwap.reset();
        assertThat(vwap.isReady()).isFalse();

        vwap.update(30, 1);
        price.update(31);
        assertThat(vwap.value()).isEqualTo(30);
        assertThat(vwap.previous()).isNaN();
        assertThat(price.crossedAbove(vwap))
                .as("no crossing from one session to the next")
                .isFalse();
    }

    @Test
    void shouldAverageEqualPricesToThatPriceWhateverTheVolume() {
        Random random = new Random(8);
        Vwap vwap = Vwap.of();
        for (int i = 0; i < 1_000; i++) {
            vwap.update(0.1, random.nextDouble());

            assertThat(vwap.value()).isEqualTo(0.1);
        }
    }

    @Test
    void shouldShowABreakoutAgainstTheChannelBeforeTheBar() {
        Donchian channel = Donchian.of(3);
        channel.update(bar(10, 8, 9, 1));
        channel.update(bar(12, 9, 11, 1));
        channel.update(bar(11, 7, 8, 1));
        channel.update(bar(14, 9, 13, 1));

        assertThat(channel.upper().previous()).isEqualTo(12);
        assertThat(channel.upper().value()).isEqualTo(14);
        assertThat(channel.lower().value()).isEqualTo(7);
        assertThat(channel.value()).isEqualTo(10.5);
    }

    @Test
    void shouldCountVolumeByTheDirectionOfTheClose() {
        Obv obv = Obv.of();
        double[][] bars = {{10, 5}, {11, 3}, {11, 100}, {9, 4}};
        for (double[] bar : bars) {
            obv.update(bar[0], bar[1]);
        }

        assertThat(obv.value()).isEqualTo(5 + 3 - 4);
    }

    @Test
    void shouldTakeBarsForTheirPrices() {
        Atr atr = Atr.of(1);
        Adx adx = Adx.of(1);
        Stochastic stochastic = Stochastic.of(2, 1, 1);
        Obv obv = Obv.of();
        Vwap vwap = Vwap.of();
        for (Bar bar : new Bar[] {bar(10, 8, 9, 2), bar(15, 12, 12, 2)}) {
            atr.update(bar);
            adx.update(bar);
            stochastic.update(bar);
            obv.update(bar);
            vwap.update(bar);
        }

        assertThat(atr.value()).isEqualTo(6);
        assertThat(adx.plusDi().value()).isEqualTo(100 * (5.0 / 6));
        assertThat(adx.value()).isEqualTo(100);
        assertThat(stochastic.value()).isEqualTo(100 * (4.0 / 7));
        assertThat(obv.value()).isEqualTo(4);
        assertThat(vwap.value()).isEqualTo(11);
    }

    @Test
    void shouldFindTheGreatestWhereEqualValuesComeAndGo() {
        RollingMax max = RollingMax.of(3);
        double[] values = {5, 5, 1, 1, 1, 2, -4, -4, -4};
        double[] expected = {Double.NaN, Double.NaN, 5, 5, 1, 2, 2, 2, -4};

        assertThat(Lines.of(values.length, i -> max.update(values[i]), max)).isEqualTo(expected);
    }
}
