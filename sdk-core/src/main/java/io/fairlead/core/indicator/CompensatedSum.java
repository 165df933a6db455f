package io.fairlead.core.indicator;

/**
 * A sum of doubles that keeps what each addition rounds away, in a second double: as good as 106 bits. For prices that means
 * exact: nothing is lost while the sum stays below some 10<sup>15</sup> times the smallest value other than zero.
 *
 * <p>The error of one addition is Knuth's TwoSum (The Art of Computer Programming, volume 2, 4.2.2, theorem B); adding the errors
 * up apart is Neumaier's method (ZAMM 54, 1974). The error of a product comes from a fused multiply-add (Ogita, Rump and Oishi,
 * SIAM Journal on Scientific Computing 26, 2005).
 */
class CompensatedSum {
    private double sum;
    private double roundedAway;

    final void add(double value) {
        double next = sum + value;
        double taken = next - sum;
        roundedAway += (sum - (next - taken)) + (value - taken);
        sum = next;
    }

    /** Adds one value and takes another away: cheaper than two additions, and as good. */
    final void exchange(double newest, double oldest) {
        double change = newest - oldest;
        double taken = change - newest;
        roundedAway += (newest - (change - taken)) - (oldest + taken);
        add(change);
    }

    final void addProduct(double a, double b) {
        double product = a * b;
        roundedAway += Math.fma(a, b, -product);
        add(product);
    }

    final void subtract(CompensatedSum other) {
        add(-other.sum);
        roundedAway -= other.roundedAway;
    }

    /** Takes over another sum, which starts again at zero. */
    final void takeOver(CompensatedSum other) {
        sum = other.sum;
        roundedAway = other.roundedAway;
        other.clear();
    }

    final void set(double newSum, double newRoundedAway) {
        sum = newSum;
        roundedAway = newRoundedAway;
    }

    final void clear() {
        sum = 0;
        roundedAway = 0;
    }

    /** The sum, rounded once. */
    final double total() {
        return sum + roundedAway;
    }

    /** Less the product, rounded when all is done: what is left of two large numbers that nearly cancel. */
    final double minusProduct(double a, double b) {
        double product = a * b;
        return (sum - product) + (roundedAway - Math.fma(a, b, -product));
    }

    /** Less the product with another sum, in the same way. */
    final double minusProduct(double a, CompensatedSum b) {
        return minusProduct(a, b.sum) - a * b.roundedAway;
    }

    /**
     * Divided by a count, rounded once: the mean of equal values is that value, to the last bit.
     *
     * @param reciprocal 1 / count, so that the first guess costs no division; its remainder puts it right
     */
    final double dividedBy(double count, double reciprocal) {
        double high = sum;
        double low = roundedAway;
        if (Math.abs(low) > Math.abs(high) * 0x1p-20) { // what cancelled left no small part of it in the lower double
            high = total();
            double taken = high - sum;
            low = (sum - (high - taken)) + (roundedAway - taken);
        }
        double guess = high * reciprocal; // of the upper double alone: it need not wait for the lower
        double remainder = Math.fma(-guess, count, high) + low;
        return guess + remainder * reciprocal;
    }

    /** Divided by another sum, rounded once. */
    final double dividedBy(CompensatedSum other) {
        double divisor = other.total();
        double guess = total() / divisor;
        return guess + minusProduct(guess, other) / divisor;
    }
}
