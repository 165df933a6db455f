package io.fairlead.core.indicator;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An indicator with all its lines and with the bars that it is fed from. */
record Fed(String name, Indicator indicator, List<Indicator> lines, IntConsumer update) {
    static final MarketSeries SERIES = MarketSeries.moving().findFirst().orElseThrow();

    /** One of each kind, new on every call. */
    static Stream<Supplier<Fed>> all() {
        return Stream.of(
                () -> close("Latest", Latest.of(), l -> l::update),
                () -> close("Sma", Sma.of(5), l -> l::update),
                () -> close("Sma of one", Sma.of(1), l -> l::update),
                () -> close("Ema", Ema.of(5), l -> l::update),
                () -> close("Wilder's Ema", Ema.wilder(5), l -> l::update),
                () -> close("Wma", Wma.of(5), l -> l::update),
                () -> close("Rsi", Rsi.of(5), l -> l::update),
                () -> close("RollingStdDev of a sample", RollingStdDev.sample(5), l -> l::update),
                () -> close("RollingStdDev of a population", RollingStdDev.population(5), l -> l::update),
                () -> close("RollingMax", RollingMax.of(5), l -> l::update),
                () -> close("RollingMin", RollingMin.of(5), l -> l::update),
                () -> close("Roc", Roc.of(5), l -> l::update),
                () -> close("LinearRegressionSlope", LinearRegressionSlope.of(5), l -> l::update),
                Fed::macd,
                Fed::bollinger,
                Fed::atr,
                Fed::stochastic,
                Fed::adx,
                Fed::donchian,
                Fed::obv,
                Fed::vwap,
                Fed::correlation);
    }

    private interface Update {
        void accept(double value);
    }

    private static <T extends Indicator> Fed close(String name, T indicator, Function<T, Update> update) {
        Update fed = update.apply(indicator);
        return new Fed(name, indicator, List.of(indicator), bar -> fed.accept(SERIES.close()[bar]));
    }

    private static Fed macd() {
        Macd macd = Macd.of(3, 6, 4);
        return new Fed(
                "Macd", macd, List.of(macd, macd.signal(), macd.histogram()), bar -> macd.update(SERIES.close()[bar]));
    }

    private static Fed bollinger() {
        BollingerBands bands = BollingerBands.of(5, 2);
        return new Fed(
                "BollingerBands",
                bands,
                List.of(bands, bands.upper(), bands.lower()),
                bar -> bands.update(SERIES.close()[bar]));
    }

    private static Fed atr() {
        Atr atr = Atr.of(5);
        return new Fed(
                "Atr",
                atr,
                List.of(atr),
                bar -> atr.update(SERIES.high()[bar], SERIES.low()[bar], SERIES.close()[bar]));
    }

    private static Fed stochastic() {
        Stochastic stochastic = Stochastic.of(5, 3, 2);
        return new Fed(
                "Stochastic",
                stochastic,
                List.of(stochastic, stochastic.signal()),
                bar -> stochastic.update(SERIES.high()[bar], SERIES.low()[bar], SERIES.close()[bar]));
    }

    private static Fed adx() {
        Adx adx = Adx.of(5);
        return new Fed(
                "Adx",
                adx,
                List.of(adx, adx.plusDi(), adx.minusDi()),
                bar -> adx.update(SERIES.high()[bar], SERIES.low()[bar], SERIES.close()[bar]));
    }

    private static Fed donchian() {
        Donchian channel = Donchian.of(5);
        return new Fed(
                "Donchian",
                channel,
                List.of(channel, channel.upper(), channel.lower()),
                bar -> channel.update(SERIES.high()[bar], SERIES.low()[bar]));
    }

    private static Fed obv() {
        Obv obv = Obv.of();
        return new Fed("Obv", obv, List.of(obv), bar -> obv.update(SERIES.close()[bar], SERIES.volume()[bar]));
    }

    private static Fed vwap() {
        Vwap vwap = Vwap.of();
        return new Fed("Vwap", vwap, List.of(vwap), bar -> vwap.update(SERIES.close()[bar], SERIES.volume()[bar]));
    }

    private static Fed correlation() {
        Correlation correlation = Correlation.of(5);
        return new Fed(
                "Correlation",
                correlation,
                List.of(correlation),
                bar -> correlation.update(SERIES.close()[bar], SERIES.high()[bar]));
    }

    @Override
    public String toString() {
        return name;
    }
}
