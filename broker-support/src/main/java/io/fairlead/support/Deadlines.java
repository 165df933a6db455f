package io.fairlead.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends of waits, nearly all of which are called off before they come. A lent scheduler is asked for one task only, for the first end; when
 * that comes, it is asked for the next. So an end that is called off costs neither a task nor a thread that wakes up. Time is read off the
 * task that waits, so that it is the scheduler's own: steady, and moved by hand where the scheduler is. Any thread.
 */
final class Deadlines {
    private final Object lock = new Object();
    private final ScheduledExecutorService io;
    private final PriorityQueue<Deadline> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Deadline deadline) -> deadline.due));

    /** The scheduler's task for the first end, and when it is due on a time line of our own; null while none is arranged. */
    private @Nullable ScheduledFuture<?> armed;

    private long armedDue;
    private boolean closed;

    /** On this scheduler. */
    Deadlines(ScheduledExecutorService io) {
        this.io = io;
    }

    /** The end of one wait. */
    static final class Deadline {
        private final long due;
        private final Runnable whenDue;

        private Deadline(long due, Runnable whenDue) {
            this.due = due;
            this.whenDue = whenDue;
        }
    }

    /** Runs something once so many nanoseconds have passed, unless it is called off; null if the lender has shut down. */
    @Nullable
    Deadline in(long nanos, Runnable whenDue) {
        synchronized (lock) {
            if (io.isShutdown()) {
                return null;
            }
            Deadline deadline = new Deadline(now() + Math.max(1, nanos), whenDue);
            if (armed == null || deadline.due - armedDue < 0) {
                try {
                    arm(deadline.due);
                } catch (RejectedExecutionException e) {
                    return null;
                }
            }
            waiting.add(deadline);
            return deadline;
        }
    }

    /** Calls an end off; it may be running already. */
    void callOff(Deadline deadline) {
        synchronized (lock) {
            waiting.remove(deadline);
            disarmIfDone();
        }
    }

    /** Leaves no task behind once the last end is called off or has come. Idempotent. */
    void close() {
        synchronized (lock) {
            closed = true;
            disarmIfDone();
        }
    }

    private long now() {
        return armed == null ? armedDue : armedDue - armed.getDelay(TimeUnit.NANOSECONDS);
    }

    private void arm(long due) {
        long wait = due - now();
        ScheduledFuture<?> before = armed;
        armed = io.schedule(this::ring, Math.max(1, wait), TimeUnit.NANOSECONDS);
        armedDue = due;
        if (before != null) {
            before.cancel(false);
        }
    }

    private void disarmIfDone() {
        if (closed && waiting.isEmpty() && armed != null) {
            armed.cancel(false);
            armed = null;
        }
    }

    /** Runs what is due, on the scheduler's thread and outside the lock, and arranges what comes next. */
    private void ring() {
        List<Deadline> due = new ArrayList<>();
        synchronized (lock) {
            long now = now();
            while (!waiting.isEmpty() && waiting.element().due - now <= 0) {
                due.add(waiting.remove());
            }
            next(now);
        }
        due.forEach(deadline -> deadline.whenDue.run());
    }

    private void next(long now) {
        if (armed != null) {
            armed.cancel(false); // it rings right now, or an earlier one has rung late, beside it
        }
        armedDue = now;
        armed = null;
        if (!waiting.isEmpty()) {
            try {
                arm(waiting.element().due);
            } catch (RejectedExecutionException e) {
                // the lender has gone; whoever waits has the time-outs of the client
            }
        }
    }
}
