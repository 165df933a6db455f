package io.fairlead.examples.chaos;

import java.util.concurrent.atomic.LongAdder;

/** What happened in all schedules: so that nobody mistakes silence for safety. Any thread. */
final class Tally {
    private final LongAdder orders = new LongAdder();
    private final LongAdder fills = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final LongAdder unknowns = new LongAdder();
    /** Schedules in which books and venue differ at the end, and a person has been told why. */
    private final LongAdder excused = new LongAdder();

    void add(ModelVenue venue, int opened, int unknown, boolean excused) {
        orders.add(
                venue.all().stream().filter(order -> order.trueId.isPresent()).count());
        fills.add(venue.executionsSince(0).size());
        sessions.add(opened);
        unknowns.add(unknown);
        if (excused) {
            this.excused.increment();
        }
    }

    long orders() {
        return orders.sum();
    }

    long unknowns() {
        return unknowns.sum();
    }

    @Override
    public String toString() {
        return "%,d sessions, %,d orders at the venue, %,d fills, %,d unknown outcomes, %,d schedules of class NONE ended different and alarmed"
                .formatted(sessions.sum(), orders.sum(), fills.sum(), unknowns.sum(), excused.sum());
    }
}
