package io.fairlead.examples.chaos;

import java.util.concurrent.atomic.LongAdder;

/** What happened in all schedules: so that nobody mistakes silence for safety. Any thread. */
final class Tally {
    private final LongAdder orders = new LongAdder();
    private final LongAdder fills = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final LongAdder unknowns = new LongAdder();

    void add(ModelVenue venue, int opened, int unknown) {
        orders.add(
                venue.all().stream().filter(order -> order.trueId.isPresent()).count());
        fills.add(venue.executionsSince(0).size());
        sessions.add(opened);
        unknowns.add(unknown);
    }

    long orders() {
        return orders.sum();
    }

    long unknowns() {
        return unknowns.sum();
    }

    @Override
    public String toString() {
        return "%,d sessions, %,d orders at the venue, %,d fills, %,d unknown outcomes"
                .formatted(sessions.sum(), orders.sum(), fills.sum(), unknowns.sum());
    }
}
