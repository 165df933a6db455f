package io.fairlead.core.indicator;

/**
 * The sum over pairs of (x - mean of x) × (y - mean of y), from compensated sums.
 *
 * <p>With the means rounded to a and b, that is Σxy - aΣy - b(Σx - na) - (Σx - na)(Σy - nb)/n; the terms that cancel are as good as
 * 106 bits, so that what is left is as good as the values are: a spread of one part in 10<sup>12</sup> is still seen.
 */
final class Comoment {
    private Comoment() {}

    static double of(CompensatedSum products, CompensatedSum xs, CompensatedSum ys, int count) {
        double meanX = xs.total() / count;
        double meanY = ys.total() / count;
        double restX = xs.minusProduct(meanX, count);
        double restY = ys.minusProduct(meanY, count);
        return products.minusProduct(meanX, ys) - meanY * restX - restX * restY / count;
    }
}
