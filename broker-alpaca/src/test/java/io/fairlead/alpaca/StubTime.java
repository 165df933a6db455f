package io.fairlead.alpaca;

import io.fairlead.fakes.VenueTime;
import io.fairlead.tck.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The kit's time as a venue's, with an offset, and with what is held back put aside. */
final class StubTime implements VenueTime {
    /** A delay that means: until told. */
    static final Duration HELD_BACK = Duration.ofDays(400);

    private final ManualTime time;
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean closed;

    StubTime(ManualTime time) {
        this.time = time;
    }

    void ahead(Duration by) {
        offset = by;
    }

    @Override
    public Clock clock() {
        return Clock.offset(time.clock(), offset);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (delay.equals(HELD_BACK)) {
            held.add(task);
        } else if (!closed) {
            var unused = time.scheduler().schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    void releaseHeld() {
        List<Runnable> now = List.copyOf(held);
        held.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public void close() {
        closed = true;
        held.clear();
    }
}
