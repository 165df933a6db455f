package io.fairlead.core.indicator;

/**
 * The sum of the latest values and their weighted sum, the oldest of a full window with weight 1 and the newest with its length.
 * When a value comes, every other one loses a weight of 1: the weighted sum loses the sum.
 */
final class WeightedWindowSum {
    private final Window window;
    private final RenewedSum sum = new RenewedSum();
    private final CompensatedSum weighted = new CompensatedSum();
    private final CompensatedSum weightedSinceRenewal = new CompensatedSum();

    WeightedWindowSum(int length) {
        window = new Window(length);
    }

    void push(double value) {
        weighted.subtract(sum.now());
        weighted.addProduct(window.length(), value);
        sum.exchange(value, window.push(value));
        weightedSinceRenewal.addProduct(window.placeInRound(), value);
        if (window.isRenewed()) {
            sum.renew();
            weighted.takeOver(weightedSinceRenewal);
        }
    }

    boolean isFull() {
        return window.isFull();
    }

    CompensatedSum sum() {
        return sum.now();
    }

    CompensatedSum weighted() {
        return weighted;
    }
}
