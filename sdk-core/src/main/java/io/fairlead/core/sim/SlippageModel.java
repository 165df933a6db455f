package io.fairlead.core.sim;

import io.fairlead.api.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much worse than the market's price a taking fill gets: market orders, stops, and limits that cross on arrival (those never
 * beyond their limit). What waited in the book has none. A pure function of the fill.
 */
@FunctionalInterface
public interface SlippageModel {
    /**
     * How much worse the price gets, × 10^{@link SlippageBasis#priceScale()}: above zero a purchase pays more and a sale gets less,
     * below zero it is better. A model whose result lies between two such steps takes the worse one.
     */
    long worseBy(SlippageBasis fill);

    /** No slippage. */
    static SlippageModel none() {
        return fill -> 0;
    }

    /**
     * A share of the price.
     *
     * @param bps hundredths of a percent, -10,000..10,000; positive is worse for the trader
     */
    static SlippageModel basisPoints(String bps) {
        BigDecimal fraction = new BigDecimal(bps).movePointLeft(4);
        if (fraction.abs().compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("slippage must be in -10000..10000 basis points, was " + bps);
        }
        return new BasisPoints(fraction);
    }

    /** Half of a spread that is the same at all times: for data that has no quotes. */
    static SlippageModel halfSpread(Price spread) {
        if (spread.signum() < 0) {
            throw new IllegalArgumentException("a spread is zero or more, was " + spread);
        }
        BigDecimal half = spread.value().divide(BigDecimal.valueOf(2));
        return fill -> half.movePointRight(fill.priceScale())
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /**
     * Grows with the square of the fill's share of the volume: price × coefficient × (quantity / volume)²; the share is taken as 1
     * at the most, and where the volume is unknown.
     *
     * @param coefficient zero or more; 0.1 moves the price by 10 % when the fill is all of the volume
     */
    static SlippageModel volumeShare(double coefficient) {
        requireCoefficient(coefficient);
        return fill -> {
            double share = share(fill);
            return worse(fill, coefficient * share * share);
        };
    }

    /**
     * Grows with the square root of the fill's share of the volume: price × coefficient × √(quantity / volume); the share is taken
     * as 1 at the most, and where the volume is unknown.
     *
     * @param coefficient zero or more; about the volatility of the bars
     */
    static SlippageModel squareRootImpact(double coefficient) {
        requireCoefficient(coefficient);
        return fill -> worse(fill, coefficient * Math.sqrt(share(fill)));
    }

    /** This slippage and another on top of it. */
    default SlippageModel plus(SlippageModel other) {
        return fill -> worseBy(fill) + other.worseBy(fill);
    }

    private static void requireCoefficient(double coefficient) {
        if (!(coefficient >= 0 && coefficient <= 1)) {
            throw new IllegalArgumentException("coefficient must be in 0..1, was " + coefficient);
        }
    }

    private static double share(SlippageBasis fill) {
        double volume = fill.volume();
        return volume > 0 ? Math.min(1, fill.quantity() / volume) : 1;
    }

    private static long worse(SlippageBasis fill, double fraction) {
        // A millionth of a step is the noise of the double, not slippage.
        return (long) Math.ceil(Math.abs((double) fill.priceScaled()) * fraction - 1e-6);
    }
}
