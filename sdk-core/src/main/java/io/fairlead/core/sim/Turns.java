package io.fairlead.core.sim;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one task at a time be at work, in the order in which they came, without a lock: who comes while another is at work leaves its
 * task behind, and the one at work, or a worker, does it next. Any thread.
 */
final class Turns {
    private static final long PATIENCE_SECONDS = 30;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    /** Tasks that wait or are at work. */
    private final AtomicInteger taken = new AtomicInteger();

    /** Takes the turn if nobody has it; whoever does calls {@link #leave()} and, if told so, {@link #work()}. */
    boolean enter() {
        return taken.compareAndSet(0, 1);
    }

    /** Gives the turn back; whether tasks have come meanwhile, which the caller then has to see to. */
    boolean leave() {
        return taken.decrementAndGet() > 0;
    }

    /** Leaves a task; whether nobody is at work, so that the caller has to see to it. */
    boolean queue(Runnable task) {
        waiting.add(task);
        return taken.getAndIncrement() == 0;
    }

    /** Does what waits, until nothing does. */
    void work() {
        do {
            Runnable task = waiting.poll();
            if (task != null) {
                task.run();
            }
        } while (taken.decrementAndGet() > 0);
    }

    /** Waits for a task that was left. */
    static void await(CompletableFuture<Boolean> done) {
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the simulated venue has not got to its task for " + PATIENCE_SECONDS
                            + " s: does the lent executor run, and is no data handed in from inside a report?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulated venue was at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulated venue failed: " + e.getCause(), e.getCause());
        }
    }
}
