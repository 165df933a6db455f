package io.fairlead.core.sim;

import io.fairlead.spi.BrokerListener;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Works on a thread of its own, one task after the other, taken from the executor that the session lends. What happens to orders is
 * told, and what was asked of them is answered, only while a datum is being taken in: the session waits for that, so that a run
 * depends on its inputs and the seed alone, however the threads are scheduled. Questions are answered as soon as the thread gets to
 * them.
 */
final class ThreadRunner implements Runner {
    private static final long PATIENCE_SECONDS = 30;

    private final Executor io;
    private final Outbox outbox;
    private final BrokerListener listener;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Tasks that are queued or at work, and one for a caller that has entered. */
    private final AtomicInteger busy = new AtomicInteger();

    ThreadRunner(Executor io, Outbox outbox, BrokerListener listener) {
        this.io = io;
        this.outbox = outbox;
        this.listener = listener;
    }

    @Override
    public <T> CompletionStage<T> act(Supplier<T> request) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        execute(() -> {
            try {
                outbox.answer(stage, request.get());
            } catch (RuntimeException e) {
                stage.completeExceptionally(e);
            }
        });
        return stage;
    }

    @Override
    public <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        execute(() -> {
            try {
                stage.complete(question.get());
            } catch (RuntimeException e) {
                stage.completeExceptionally(e);
            }
        });
        return stage;
    }

    @Override
    public void take(Runnable datum) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        execute(() -> {
            try {
                outbox.tick();
                datum.run();
                tell();
                taken.complete(true);
            } catch (RuntimeException e) {
                taken.completeExceptionally(e);
            }
        });
        await(taken);
    }

    private void tell() {
        while (!outbox.isEmpty()) {
            var told = outbox.take();
            told.forEach(message -> message.tell(listener));
            outbox.giveBack(told);
        }
    }

    private static void await(CompletableFuture<Boolean> taken) {
        try {
            taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the lent executor has not run the simulated venue's task for " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulated venue was at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulated venue failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public boolean enter() {
        return busy.compareAndSet(0, 1);
    }

    @Override
    public void leave() {
        if (busy.decrementAndGet() > 0) {
            start();
        }
    }

    private void execute(Runnable task) {
        tasks.add(task);
        if (busy.getAndIncrement() == 0) {
            start();
        }
    }

    private void start() {
        try {
            io.execute(this::work);
        } catch (RejectedExecutionException e) {
            work(); // the session has ended its executor: what is left to tell is told from here
        }
    }

    private void work() {
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
        } while (busy.decrementAndGet() > 0);
    }
}
