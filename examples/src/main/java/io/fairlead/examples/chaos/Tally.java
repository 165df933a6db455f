package io.fairlead.examples.chaos;

import java.util.concurrent.atomic.LongAdder;

/** What happened in all schedules: so that nobody mistakes silence for safety. Any thread. */
final class Tally {
    private final LongAdder orders = new LongAdder();
    private final LongAdder fills = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final LongAdder unknowns = new LongAdder();
    /** Schedules in which the venue left an outcome unclear at the end, so that a person was told, and had to look. */
    private final LongAdder asked = new LongAdder();

    /** Schedules in which the records before a checkpoint were deleted. */
    private final LongAdder forgotten = new LongAdder();

    void add(ModelVenue venue, int opened, int unknown, boolean personAsked, boolean forgot) {
        if (forgot) {
            forgotten.increment();
        }
        orders.add(
                venue.all().stream().filter(order -> order.trueId.isPresent()).count());
        fills.add(venue.executionsSince(0).size());
        sessions.add(opened);
        unknowns.add(unknown);
        if (personAsked) {
            asked.increment();
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
        return "%,d sessions, %,d orders at the venue, %,d fills, %,d unknown outcomes, a person had to look in %,d schedules, %,d recovered from a checkpoint"
                .formatted(sessions.sum(), orders.sum(), fills.sum(), unknowns.sum(), asked.sum(), forgotten.sum());
    }
}
