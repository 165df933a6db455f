package io.fairlead.core.indicator;

/**
 * How far the price went since the last close: the greatest of high - low, high - last close and last close - low. Source: J. Welles
 * Wilder, New Concepts in Technical Trading Systems, 1978.
 */
final class TrueRange {
    private TrueRange() {}

    static double of(double high, double low, double lastClose) {
        return Math.max(high, lastClose) - Math.min(low, lastClose);
    }
}
