package io.fairlead.support;

import io.fairlead.api.market.EpochNanos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock and a scheduler that are moved by hand; what is due at once runs on a thread of its own. */
final class ManualTime extends Clock implements AutoCloseable {
    private final Object lock = new Object();
    private final PriorityQueue<Later> waiting = new PriorityQueue<>(
            Comparator.<Later>comparingLong(task -> task.due).thenComparingLong(task -> task.order));
    private final Scheduler scheduler = new Scheduler();
    private volatile long nanos;
    private long order;

    ManualTime(String start) {
        nanos = EpochNanos.of(Instant.parse(start));
    }

    Scheduler io() {
        return scheduler;
    }

    @Override
    public Instant instant() {
        return EpochNanos.toInstant(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** Moves on and runs, on the caller's thread, what falls due; then waits until the scheduler's thread is idle. */
    void advance(Duration by) {
        long end = nanos + by.toNanos();
        while (true) {
            Later next;
            synchronized (lock) {
                next = waiting.peek();
                if (next == null || next.due > end) {
                    break;
                }
                waiting.remove(next);
                nanos = Math.max(nanos, next.due);
            }
            next.run();
            settle();
        }
        nanos = end;
        settle();
    }

    /** Returns once all that was handed to the scheduler's thread so far has run. */
    void settle() {
        try {
            scheduler.submit(() -> {}).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Returns once a task waits that is due within a span: what arranges it may still be on its way on other threads. */
    void awaitTaskWithin(Duration span) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            if (hasTaskWithin(span)) {
                return;
            }
        }
        throw new AssertionError("no task is due within " + span);
    }

    /** Whether a task waits that is due within a span. */
    boolean hasTaskWithin(Duration span) {
        settle();
        synchronized (lock) {
            long due = nanos + span.toNanos();
            return waiting.stream().anyMatch(task -> !task.isCancelled() && task.due <= due);
        }
    }

    /** How many tasks were ever arranged for later. */
    long arranged() {
        synchronized (lock) {
            return order;
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private final class Later extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final long due;
        private final long order;

        Later(Runnable task, long due, long order) {
            super(task, true);
            this.due = due;
            this.order = order;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** Real threads for what is due at once, hand-moved time for the rest. */
    final class Scheduler extends ScheduledThreadPoolExecutor {
        Scheduler() {
            super(1, task -> {
                Thread thread = new Thread(task, "test-io");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (delay <= 0) {
                return super.schedule(task, 0, unit);
            }
            synchronized (lock) {
                Later later = new Later(task, nanos + unit.toNanos(delay), order++);
                waiting.add(later);
                return later;
            }
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            if (delay > 0) {
                throw new UnsupportedOperationException("tests schedule runnables");
            }
            return super.schedule(task, 0, unit);
        }

        @Override
        public List<Runnable> shutdownNow() {
            synchronized (lock) {
                waiting.clear();
            }
            return new ArrayList<>(super.shutdownNow());
        }
    }
}
