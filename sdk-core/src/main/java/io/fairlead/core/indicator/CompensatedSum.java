package io.fairlead.core.indicator;

/**
 * A sum of doubles that keeps what each addition rounds away, in a second double: as good as 106 bits. For prices that means
 * exact: nothing is lost while the sum stays below some 10<sup>15</sup> times the smallest value other than zero.
 *
 * <p>The error of one addition is Knuth's TwoSum (The Art of Computer Programming, volume 2, 4.2.2, theorem B); adding the errors
 * up apart is Neumaier's method (ZAMM 54, 1974).
 */
final class CompensatedSum {
    private double sum;
    private double roundedAway;

    void add(double value) {
        double next = sum + value;
        double taken = next - sum;
        roundedAway += (sum - (next - taken)) + (value - taken);
        sum = next;
    }

    /** Takes over another sum, which starts again at zero. */
    void takeOver(CompensatedSum other) {
        sum = other.sum;
        roundedAway = other.roundedAway;
        other.sum = 0;
        other.roundedAway = 0;
    }

    /** The sum, rounded once. */
    double value() {
        return sum + roundedAway;
    }

    /**
     * The sum divided by a count, rounded once: the mean of equal values is that value, to the last bit.
     *
     * @param reciprocal 1 / count, so that the first guess costs no division; its remainder puts it right
     */
    double dividedBy(int count, double reciprocal) {
        double guess = value() * reciprocal;
        double remainder = Math.fma(-guess, count, sum) + roundedAway;
        return guess + remainder * reciprocal;
    }
}
