package io.fairlead.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it. Tasks run on the thread that calls {@link #advance}, in the order of
 * their due times, each while the clock shows its due time; equal times run in the order asked for. Thread-safe.
 */
public final class ManualTime implements VenueTime {
    private record Task(Instant due, long number, Runnable run) {}

    private final Object lock = new Object();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
    private final Clock clock = new View(ZoneOffset.UTC);
    private Instant now;
    private long asked;

    private ManualTime(Instant start) {
        this.now = start;
    }

    /** Time that stands at {@code start}. */
    public static ManualTime at(Instant start) {
        return new ManualTime(start);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        synchronized (lock) {
            tasks.add(new Task(now.plus(delay.isNegative() ? Duration.ZERO : delay), asked++, task));
        }
    }

    /** Moves the time on and runs what falls due on the way, both ends included. Never backwards. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time must not go back, was " + by);
        }
        Instant end;
        synchronized (lock) {
            end = now.plus(by);
        }
        for (Task next = takeDue(end); next != null; next = takeDue(end)) {
            next.run().run();
        }
        synchronized (lock) {
            now = now.isAfter(end) ? now : end;
        }
    }

    private @Nullable Task takeDue(Instant end) {
        synchronized (lock) {
            Task next = tasks.peek();
            if (next == null || next.due().isAfter(end)) {
                return null;
            }
            tasks.remove();
            now = now.isAfter(next.due()) ? now : next.due();
            return next;
        }
    }

    /** How many tasks wait for their time. */
    public int waiting() {
        synchronized (lock) {
            return tasks.size();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            tasks.clear();
        }
    }

    private final class View extends Clock {
        private final ZoneId zone;

        View(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new View(other);
        }

        @Override
        public Instant instant() {
            synchronized (lock) {
                return now;
            }
        }
    }
}
