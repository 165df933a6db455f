package io.fairlead.support;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Arranges tasks on a lent scheduler and takes back at once, when closed, those that still wait: nothing is left behind. Any thread. */
public final class Timers implements AutoCloseable {
    private final ScheduledExecutorService io;
    private final Set<ScheduledFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** On this scheduler. */
    public Timers(ScheduledExecutorService io) {
        this.io = io;
    }

    /** Runs a task after a wait; false if this is closed or the lender has shut down, and then it never runs. */
    public boolean later(Duration wait, Runnable task) {
        if (closed) {
            return false;
        }
        Slot slot = new Slot(task);
        try {
            slot.arranged(io.schedule(slot, Math.max(1, wait.toNanos()), TimeUnit.NANOSECONDS));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Takes back what waits. Idempotent. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(task -> task.cancel(false));
        waiting.clear();
    }

    /** A task that leaves the list when its time has come, even before it was entered. */
    private final class Slot implements Runnable {
        private final Runnable task;
        private @Nullable ScheduledFuture<?> future;
        private boolean begun;

        Slot(Runnable task) {
            this.task = task;
        }

        synchronized void arranged(ScheduledFuture<?> arranged) {
            future = arranged;
            if (!begun) {
                waiting.add(arranged);
            }
            if (closed) {
                arranged.cancel(false);
            }
        }

        @Override
        public void run() {
            synchronized (this) {
                begun = true;
                if (future != null) {
                    waiting.remove(future);
                }
            }
            if (!closed) {
                task.run();
            }
        }
    }
}
