package io.fairlead.core.indicator;

/**
 * The greatest of the latest values. A double-ended queue keeps those that may still become the greatest, falling from head to tail:
 * a new value drives out, from the tail, whatever is no greater. Each value enters and leaves once: an update is O(1) on average.
 */
final class SlidingMax {
    private final double[] values;
    private final long[] times;
    private int head;
    private int size;
    private long now;

    SlidingMax(int length) {
        values = new double[length];
        times = new long[length];
    }

    void push(double value) {
        if (size > 0 && now - times[head] == values.length) {
            head = slot(1);
            size--;
        }
        while (size > 0 && values[slot(size - 1)] <= value) {
            size--;
        }
        int tail = slot(size++);
        values[tail] = value;
        times[tail] = now++;
    }

    private int slot(int behindHead) {
        int slot = head + behindHead;
        return slot < values.length ? slot : slot - values.length;
    }

    boolean isFull() {
        return now >= values.length;
    }

    double value() {
        return values[head];
    }
}
