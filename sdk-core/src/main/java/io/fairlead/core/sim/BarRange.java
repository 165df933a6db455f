package io.fairlead.core.sim;

/** The bar that is being matched, its prices exact at the book's scale. One object, filled anew for each bar. */
final class BarRange {
    private long number;
    private long startNanos;
    private long endNanos;
    private long open;
    private long high;
    private long low;
    private long close;

    void set(Book book, long start, long end, double o, double h, double l, double c) {
        if (!Double.isFinite(o + h + l + c)) {
            throw new IllegalArgumentException("a bar of " + book.instrument().id()
                    + " has prices that are no numbers: open " + o + ", high " + h + ", low " + l + ", close " + c);
        }
        number++;
        startNanos = start;
        endNanos = end;
        open = book.toScaled(o);
        high = book.toScaled(h);
        low = book.toScaled(l);
        close = book.toScaled(c);
    }

    /** Names this bar among all bars matched, from 1. */
    long number() {
        return number;
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return endNanos;
    }

    long open() {
        return open;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    long close() {
        return close;
    }
}
