package io.fairlead.core.indicator;

import static io.fairlead.core.indicator.Lines.assertAgree;
import static io.fairlead.core.indicator.Lines.assertAgreeFrom;
import static io.fairlead.core.indicator.Lines.talib;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every indicator that TA-Lib has as well gives its values, from the same bar on. Where we differ on purpose, the test says so. */
class TaLibTest {
    private static final Core TALIB = new Core();
    private static final double PERCENT = 1e-7;

    private static double[] line(MarketSeries series, Lines.Oracle oracle) {
        return talib(series.length(), 1, oracle)[0];
    }

    private static double tolerance(MarketSeries series) {
        return series.priceTolerance();
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnSma(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {2, 20, 200}) {
            Sma sma = Sma.of(window);

            double[] ours = Lines.of(series.length(), i -> sma.update(close[i]), sma);
            double[] theirs =
                    line(series, (from, to, begin, n, out) -> TALIB.sma(from, to, close, window, begin, n, out[0]));

            assertAgree(ours, theirs, tolerance(series));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnEma(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {2, 20, 200}) {
            Ema ema = Ema.of(window);

            double[] ours = Lines.of(series.length(), i -> ema.update(close[i]), ema);
            double[] theirs =
                    line(series, (from, to, begin, n, out) -> TALIB.ema(from, to, close, window, begin, n, out[0]));

            assertAgree(ours, theirs, tolerance(series));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnWma(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {2, 20, 200}) {
            Wma wma = Wma.of(window);

            double[] ours = Lines.of(series.length(), i -> wma.update(close[i]), wma);
            double[] theirs =
                    line(series, (from, to, begin, n, out) -> TALIB.wma(from, to, close, window, begin, n, out[0]));

            assertAgree(ours, theirs, tolerance(series));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#moving")
    void shouldAgreeOnRsiWherePricesMove(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {2, 14, 50}) {
            Rsi rsi = Rsi.of(window);

            double[] ours = Lines.of(series.length(), i -> rsi.update(close[i]), rsi);
            double[] theirs =
                    line(series, (from, to, begin, n, out) -> TALIB.rsi(from, to, close, window, begin, n, out[0]));

            assertAgree(ours, theirs, PERCENT);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnAtr(MarketSeries series) {
        for (int window : new int[] {1, 14, 50}) {
            Atr atr = Atr.of(window);

            double[] ours = Lines.of(
                    series.length(), i -> atr.update(series.high()[i], series.low()[i], series.close()[i]), atr);
            double[] theirs = line(
                    series,
                    (from, to, begin, n, out) ->
                            TALIB.atr(from, to, series.high(), series.low(), series.close(), window, begin, n, out[0]));

            assertAgree(ours, theirs, tolerance(series));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnMacdOnceBothForgotHowTheFastAverageStarted(MarketSeries series) {
        double[] close = series.close();
        double[][] theirs = talib(
                series.length(),
                3,
                (from, to, begin, n, out) -> TALIB.macd(from, to, close, 12, 26, 9, begin, n, out[0], out[1], out[2]));
        Macd[] macd = {Macd.classic(), Macd.classic(), Macd.classic()};

        double[] line = Lines.of(series.length(), i -> macd[0].update(close[i]), macd[0]);
        double[] signal = Lines.of(series.length(), i -> macd[1].update(close[i]), macd[1].signal());
        double[] histogram = Lines.of(series.length(), i -> macd[2].update(close[i]), macd[2].histogram());

        assertAgree(Arrays.copyOf(line, 33), Arrays.copyOf(theirs[0], 33), 0);
        assertAgreeFrom(250, line, theirs[0], tolerance(series));
        assertAgreeFrom(250, signal, theirs[1], tolerance(series));
        assertAgreeFrom(250, histogram, theirs[2], tolerance(series));
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnBollingerBands(MarketSeries series) {
        double[] close = series.close();
        double[][] theirs = talib(
                series.length(),
                3,
                (from, to, begin, n, out) ->
                        TALIB.bbands(from, to, close, 20, 2, 2, MAType.Sma, begin, n, out[0], out[1], out[2]));
        BollingerBands[] bands = {BollingerBands.classic(), BollingerBands.classic(), BollingerBands.classic()};

        // TA-Lib subtracts squares of prices: at 100 its deviation is good to some 1e-6
        double tolerance = 1e4 * tolerance(series);
        assertAgree(Lines.of(series.length(), i -> bands[0].update(close[i]), bands[0].upper()), theirs[0], tolerance);
        assertAgree(Lines.of(series.length(), i -> bands[1].update(close[i]), bands[1]), theirs[1], tolerance);
        assertAgree(Lines.of(series.length(), i -> bands[2].update(close[i]), bands[2].lower()), theirs[2], tolerance);
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnThePopulationsDeviation(MarketSeries series) {
        double[] close = series.close();
        RollingStdDev deviation = RollingStdDev.population(20);

        double[] ours = Lines.of(series.length(), i -> deviation.update(close[i]), deviation);
        double[] theirs =
                line(series, (from, to, begin, n, out) -> TALIB.stdDev(from, to, close, 20, 1, begin, n, out[0]));

        assertAgree(ours, theirs, 1e4 * tolerance(series));
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnTheGreatestAndTheSmallest(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {2, 20, 200}) {
            RollingMax max = RollingMax.of(window);
            RollingMin min = RollingMin.of(window);

            assertAgree(
                    Lines.of(series.length(), i -> max.update(close[i]), max),
                    line(series, (from, to, begin, n, out) -> TALIB.max(from, to, close, window, begin, n, out[0])),
                    0);
            assertAgree(
                    Lines.of(series.length(), i -> min.update(close[i]), min),
                    line(series, (from, to, begin, n, out) -> TALIB.min(from, to, close, window, begin, n, out[0])),
                    0);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnTheRateOfChange(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {1, 10, 200}) {
            Roc roc = Roc.of(window);

            double[] ours = Lines.of(series.length(), i -> roc.update(close[i]), roc);
            double[] theirs =
                    line(series, (from, to, begin, n, out) -> TALIB.roc(from, to, close, window, begin, n, out[0]));

            assertAgree(ours, theirs, PERCENT);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#moving")
    void shouldAgreeOnTheStochasticWherePricesMove(MarketSeries series) {
        for (int[] windows : new int[][] {{14, 3, 3}, {5, 1, 3}, {20, 5, 1}}) {
            Stochastic[] ours = new Stochastic[2];
            Arrays.setAll(ours, i -> Stochastic.of(windows[0], windows[1], windows[2]));

            double[][] theirs = talib(
                    series.length(),
                    2,
                    (from, to, begin, n, out) -> TALIB.stoch(
                            from,
                            to,
                            series.high(),
                            series.low(),
                            series.close(),
                            windows[0],
                            windows[1],
                            MAType.Sma,
                            windows[2],
                            MAType.Sma,
                            begin,
                            n,
                            out[0],
                            out[1]));

            assertAgree(Lines.of(series.length(), i -> feed(ours[0], series, i), ours[0]), theirs[0], PERCENT);
            assertAgree(Lines.of(series.length(), i -> feed(ours[1], series, i), ours[1].signal()), theirs[1], PERCENT);
        }
    }

    private static void feed(Stochastic stochastic, MarketSeries series, int bar) {
        stochastic.update(series.high()[bar], series.low()[bar], series.close()[bar]);
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnTheDirectionalIndex(MarketSeries series) {
        for (int window : new int[] {2, 14, 50}) {
            Adx[] ours = {Adx.of(window), Adx.of(window), Adx.of(window)};
            int ready = 2 * window - 1;

            assertAgree(
                    Lines.of(series.length(), i -> feed(ours[0], series, i), ours[0]),
                    line(
                            series,
                            (from, to, begin, n, out) -> TALIB.adx(
                                    from, to, series.high(), series.low(), series.close(), window, begin, n, out[0])),
                    PERCENT);
            assertAgreeFrom(
                    ready,
                    Lines.of(series.length(), i -> feed(ours[1], series, i), ours[1].plusDi()),
                    line(
                            series,
                            (from, to, begin, n, out) -> TALIB.plusDI(
                                    from, to, series.high(), series.low(), series.close(), window, begin, n, out[0])),
                    PERCENT);
            assertAgreeFrom(
                    ready,
                    Lines.of(series.length(), i -> feed(ours[2], series, i), ours[2].minusDi()),
                    line(
                            series,
                            (from, to, begin, n, out) -> TALIB.minusDI(
                                    from, to, series.high(), series.low(), series.close(), window, begin, n, out[0])),
                    PERCENT);
        }
    }

    private static void feed(Adx adx, MarketSeries series, int bar) {
        adx.update(series.high()[bar], series.low()[bar], series.close()[bar]);
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnBalanceVolume(MarketSeries series) {
        Obv obv = Obv.of();

        double[] ours = Lines.of(series.length(), i -> obv.update(series.close()[i], series.volume()[i]), obv);
        double[] theirs = line(
                series,
                (from, to, begin, n, out) -> TALIB.obv(from, to, series.close(), series.volume(), begin, n, out[0]));

        assertAgree(ours, theirs, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnTheSlope(MarketSeries series) {
        double[] close = series.close();
        for (int window : new int[] {2, 14, 100}) {
            LinearRegressionSlope slope = LinearRegressionSlope.of(window);

            double[] ours = Lines.of(series.length(), i -> slope.update(close[i]), slope);
            double[] theirs = line(
                    series,
                    (from, to, begin, n, out) -> TALIB.linearRegSlope(from, to, close, window, begin, n, out[0]));

            assertAgree(ours, theirs, tolerance(series));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldAgreeOnCorrelation(MarketSeries series) {
        double[] close = series.close();
        double[] volume = series.volume();
        Correlation correlation = Correlation.of(30);

        double[] ours = Lines.of(series.length(), i -> correlation.update(close[i], volume[i]), correlation);
        double[] theirs =
                line(series, (from, to, begin, n, out) -> TALIB.correl(from, to, close, volume, 30, begin, n, out[0]));

        assertAgree(ours, theirs, 1e-6);
    }
}
