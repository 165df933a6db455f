package io.fairlead.core.indicator;

/** The mean of the latest values and how far they lie from it. */
final class WindowSpread {
    private final Window window;
    private final FlatRun flat;
    private final RenewedSum sum = new RenewedSum();
    private final RenewedSum squares = new RenewedSum();
    private final double reciprocal;

    WindowSpread(int length) {
        window = new Window(length);
        flat = new FlatRun(length);
        reciprocal = 1.0 / length;
    }

    void push(double value) {
        flat.push(value);
        double leaving = window.push(value);
        sum.exchange(value, leaving);
        squares.exchangeProduct(value, value, leaving, leaving);
        if (window.isRenewed()) {
            sum.renew();
            squares.renew();
        }
    }

    boolean isFull() {
        return window.isFull();
    }

    /** The mean of a full window. */
    double mean() {
        return sum.now().dividedBy(window.length(), reciprocal);
    }

    /** The standard deviation of a full window; the divisor is its length for a population, one less for a sample. */
    double deviation(int divisor) {
        if (flat.fillsWindow()) {
            return 0;
        }
        double squared = Comoment.of(squares.now(), sum.now(), sum.now(), window.length());
        return Math.sqrt(Math.max(0, squared) / divisor);
    }
}
