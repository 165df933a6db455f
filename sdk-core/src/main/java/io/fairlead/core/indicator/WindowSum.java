package io.fairlead.core.indicator;

/** The sum and the mean of the latest values. */
final class WindowSum {
    private final Window window;
    private final RenewedSum sum = new RenewedSum();
    private final double reciprocal;

    WindowSum(int length) {
        window = new Window(length);
        reciprocal = 1.0 / length;
    }

    void push(double value) {
        sum.exchange(value, window.push(value));
        if (window.isRenewed()) {
            sum.renew();
        }
    }

    boolean isFull() {
        return window.isFull();
    }

    /** The mean of a full window. */
    double mean() {
        return sum.now().dividedBy(window.length(), reciprocal);
    }
}
