package io.fairlead.tck;

import io.fairlead.api.market.EpochNanos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Time that is moved by hand: a clock, and a scheduler on it. What is to be done at once is done on threads of its own, as any executor
 * does; what is to be done later is done when {@link #advance} comes to it. Nothing ever happens because real time has passed. Any
 * thread.
 */
public final class ManualTime implements AutoCloseable {
    private final Object lock = new Object();
    private final PriorityQueue<Task<?>> waiting = new PriorityQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final HandClock clock = new HandClock();
    private final Scheduler scheduler = new Scheduler();
    private volatile long nanos;

    private ManualTime(Instant start) {
        nanos = EpochNanos.of(start);
    }

    /** Time that stands at an instant. */
    public static ManualTime startingAt(Instant start) {
        return new ManualTime(start);
    }

    /** The clock; it shows UTC. */
    public Clock clock() {
        return clock;
    }

    /** The scheduler. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Now. */
    public Instant now() {
        return EpochNanos.toInstant(nanos);
    }

    /** Now, in epoch nanoseconds. */
    public long nowNanos() {
        return nanos;
    }

    /** Moves on, stopping at each task that is due on the way; returns when all of them were done. */
    public void advance(Duration by) {
        long end;
        synchronized (lock) {
            end = Math.addExact(nanos, by.toNanos());
        }
        for (Task<?> due = nextDue(end); due != null; due = nextDue(end)) {
            due.doNow();
        }
        synchronized (lock) {
            nanos = Math.max(nanos, end);
        }
    }

    /** How many tasks wait for their time. */
    public int waitingTasks() {
        synchronized (lock) {
            waiting.removeIf(FutureTask::isDone);
            return waiting.size();
        }
    }

    private @Nullable Task<?> nextDue(long end) {
        synchronized (lock) {
            Task<?> first = waiting.peek();
            while (first != null && first.isDone()) {
                waiting.poll();
                first = waiting.peek();
            }
            if (first == null || first.dueNanos > end) {
                return null;
            }
            waiting.poll();
            nanos = Math.max(nanos, first.dueNanos);
            return first;
        }
    }

    /** Drops what waits and ends its threads. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** Shows what the time is. */
    private final class HandClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now();
        }
    }

    /** Something to be done at a time. */
    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long order = sequence.incrementAndGet();
        private final long periodNanos;
        private final boolean fixedRate;
        private long dueNanos;

        private Task(Callable<V> work, long dueNanos, long periodNanos, boolean fixedRate) {
            super(work);
            this.dueNanos = dueNanos;
            this.periodNanos = periodNanos;
            this.fixedRate = fixedRate;
        }

        private void doNow() {
            if (periodNanos == 0) {
                run();
            } else if (runAndReset()) {
                dueNanos = (fixedRate ? dueNanos : nanos) + periodNanos;
                add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            if (other instanceof Task<?> that) {
                int byTime = Long.compare(dueNanos, that.dueNanos);
                return byTime != 0 ? byTime : Long.compare(order, that.order);
            }
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private void add(Task<?> task) {
        synchronized (lock) {
            waiting.add(task);
        }
    }

    /** Runs at once what has no delay, and keeps the rest for {@link #advance}. */
    private final class Scheduler extends AbstractExecutorService implements ScheduledExecutorService {
        private final ThreadPoolExecutor threads =
                new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "kit-io");
                    thread.setDaemon(true);
                    return thread;
                });

        private Scheduler() {
            threads.allowCoreThreadTimeOut(true);
        }

        @Override
        public void execute(Runnable work) {
            threads.execute(work);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            return begin(new Task<>(callable(work), due(delay, unit), 0, false));
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
            return begin(new Task<>(work, due(delay, unit), 0, false));
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
            return begin(new Task<>(callable(work), due(first, unit), positive(period, unit), true));
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
            return begin(new Task<>(callable(work), due(first, unit), positive(delay, unit), false));
        }

        private Callable<Object> callable(Runnable work) {
            return () -> {
                work.run();
                return true;
            };
        }

        private long due(long delay, TimeUnit unit) {
            return nanos + Math.max(0, unit.toNanos(delay));
        }

        private long positive(long period, TimeUnit unit) {
            if (period <= 0) {
                throw new IllegalArgumentException("a period is above 0, was " + period);
            }
            return unit.toNanos(period);
        }

        private <V> Task<V> begin(Task<V> task) {
            if (threads.isShutdown()) {
                throw new RejectedExecutionException("the kit's scheduler was shut down");
            }
            if (task.dueNanos <= nanos) {
                threads.execute(task::doNow);
            } else {
                add(task);
            }
            return task;
        }

        @Override
        public void shutdown() {
            threads.shutdown();
            synchronized (lock) {
                waiting.clear();
            }
        }

        @Override
        public List<Runnable> shutdownNow() {
            List<Runnable> dropped = new ArrayList<>(threads.shutdownNow());
            synchronized (lock) {
                dropped.addAll(waiting);
                waiting.clear();
            }
            return dropped;
        }

        @Override
        public boolean isShutdown() {
            return threads.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return threads.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return threads.awaitTermination(timeout, unit);
        }
    }
}
