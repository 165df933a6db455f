package io.fairlead.alpaca;

import io.fairlead.fakes.VenueTime;
import io.fairlead.tck.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The kit's time as a venue's, with an offset, and with what is held back put aside. The venue's tasks are its own: they are done when the
 * kit says that time has passed, and leave nothing on the scheduler that the plug-in is lent.
 */
final class StubTime implements VenueTime {
    /** A delay that means: until told. */
    static final Duration HELD_BACK = Duration.ofDays(400);

    private record Task(long dueNanos, long number, Runnable run) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final Object lock = new Object();
    private final ManualTime time;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private volatile Duration offset = Duration.ZERO;
    private long numbers;

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
            return;
        }
        synchronized (lock) {
            tasks.add(new Task(time.nowNanos() + Math.max(0, delay.toNanos()), numbers++, task));
        }
    }

    /** Does what is due. */
    void runDue() {
        for (Task next = takeDue(); next != null; next = takeDue()) {
            next.run().run();
        }
    }

    private @Nullable Task takeDue() {
        synchronized (lock) {
            Task first = tasks.peek();
            return first == null || first.dueNanos() > time.nowNanos() ? null : tasks.poll();
        }
    }

    void releaseHeld() {
        List<Runnable> now = List.copyOf(held);
        held.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public void close() {
        synchronized (lock) {
            tasks.clear();
        }
        held.clear();
    }
}
