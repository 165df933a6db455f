package io.fairlead.core.sim;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets one task at a time be at work, in the order in which they came, without a lock: who comes while another is at work leaves its
 * task behind, and the one at work, or a worker, does it next. Any thread.
 */
final class Turns {
    private static final long PATIENCE_SECONDS = 30;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    /** Tasks that wait or are at work. */
    private final AtomicInteger taken = new AtomicInteger();
    /** Whose turn it is. Anybody may read it, and finds himself in it only if he put himself there. */
    private @Nullable Thread holder;

    /** Takes the turn if nobody has it; whoever does calls {@link #leave()} and, if told so, {@link #work()}. */
    boolean enter() {
        if (!taken.compareAndSet(0, 1)) {
            return false;
        }
        holder = Thread.currentThread();
        return true;
    }

    /** Gives the turn back; whether tasks have come meanwhile, which the caller then has to see to. */
    boolean leave() {
        holder = null;
        return taken.decrementAndGet() > 0;
    }

    /**
     * Refuses to wait for a task from inside another.
     *
     * @throws IllegalStateException if the caller has the turn
     */
    void requireNotHeld() {
        if (Thread.currentThread().equals(holder)) {
            throw new IllegalStateException(
                    "market data was handed to the simulated venue from inside a report of its own");
        }
    }

    /** Leaves a task; whether nobody is at work, so that the caller has to see to it. */
    boolean queue(Runnable task) {
        waiting.add(task);
        return taken.getAndIncrement() == 0;
    }

    /** Does what waits, until nothing does; a task that fails keeps no other from its turn. */
    void work() {
        RuntimeException failure = null;
        do {
            try {
                doNext();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        } while (leave());
        if (failure != null) {
            throw failure;
        }
    }

    private void doNext() {
        Runnable task = waiting.poll();
        if (task != null) {
            holder = Thread.currentThread();
            task.run();
        }
    }

    /** Waits for a task that was left. */
    static void await(CompletableFuture<Boolean> done) {
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the simulated venue has not got to its task for " + PATIENCE_SECONDS
                            + " s: does the lent executor run?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulated venue was at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulated venue failed: " + e.getCause(), e.getCause());
        }
    }
}
