package io.fairlead.core.indicator;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Columns of bars to feed an indicator with: made from a seed, so that they are the same on every run. */
final class MarketSeries {
    private static final int LENGTH = 1_500;

    private final String name;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;

    private MarketSeries(String name, double[] high, double[] low, double[] close, double[] volume) {
        this.name = name;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    /** Walks of three kinds, a rising line, prices at 10<sup>12</sup>, and prices that stand still. */
    static Stream<MarketSeries> all() {
        return Stream.concat(moving(), Stream.of(still()));
    }

    static Stream<MarketSeries> moving() {
        return Stream.of(
                walk("walk", 1, 100, 0.8, 0),
                walk("walk in cents", 2, 50, 0.3, 0.01),
                walk("walk with ties", 3, 20, 0.6, 0.5),
                walk("huge", 4, 1e12, 1e9, 0),
                rising());
    }

    private static MarketSeries still() {
        double[] price = column(i -> 100.1);
        return new MarketSeries("still", price, price, price, column(i -> 7.3));
    }

    private static MarketSeries rising() {
        return new MarketSeries(
                "rising",
                column(i -> 10.5 + 0.25 * i),
                column(i -> 9.75 + 0.25 * i),
                column(i -> 10.25 + 0.25 * i),
                column(i -> 100 + i));
    }

    private static MarketSeries walk(String name, long seed, double start, double step, double tick) {
        Random random = new Random(seed);
        double[][] bars = new double[4][LENGTH];
        double last = start;
        for (int i = 0; i < LENGTH; i++) {
            double open = rounded(last + 0.3 * step * random.nextGaussian(), tick);
            double close = rounded(Math.max(0.2 * start, open + step * random.nextGaussian()), tick);
            bars[0][i] = rounded(Math.max(open, close) + step * random.nextDouble(), tick);
            bars[1][i] = rounded(Math.min(open, close) - step * random.nextDouble(), tick);
            bars[2][i] = close;
            bars[3][i] = Math.rint(10_000 * random.nextDouble());
            last = close;
        }
        return new MarketSeries(name, bars[0], bars[1], bars[2], bars[3]);
    }

    private static double rounded(double price, double tick) {
        return tick == 0 ? price : Math.rint(price / tick) * tick;
    }

    private static double[] column(IntToDoubleFunction value) {
        double[] column = new double[LENGTH];
        Arrays.setAll(column, value);
        return column;
    }

    double[] high() {
        return high;
    }

    double[] low() {
        return low;
    }

    double[] close() {
        return close;
    }

    double[] volume() {
        return volume;
    }

    int length() {
        return close.length;
    }

    /** What a price-like figure may be off by. */
    double priceTolerance() {
        return 1e-10 * Arrays.stream(high).max().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
