package io.fairlead.api.order;

/**
 * Our name of an order, kept for its whole life, through every change and restart.
 *
 * @param value its number in the session's sequence, from 1
 */
public record OrderId(long value) implements Comparable<OrderId> {
    /** Checks the number. */
    public OrderId {
        if (value <= 0) {
            throw new IllegalArgumentException("order id must be above 0, was " + value);
        }
    }

    @Override
    public int compareTo(OrderId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "O-" + value;
    }
}
