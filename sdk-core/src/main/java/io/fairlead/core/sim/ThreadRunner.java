package io.fairlead.core.sim;

import io.fairlead.spi.BrokerListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Works on a thread of its own, one task after the other, taken from the executor that the session lends. What happens to orders is
 * told, and what was asked of them is answered, only while a datum is being taken in: the session waits for that, so that a run
 * depends on its inputs and the seed alone, however the threads are scheduled. Questions are answered as soon as the thread gets to
 * them.
 */
final class ThreadRunner implements Runner {
    private final Turns turns = new Turns();
    private final Executor io;
    private final Outbox outbox;
    private final BrokerListener listener;
    /** Whether something was asked since the last datum: its answer is told with the next, however fast it was made. */
    private volatile boolean asked;

    ThreadRunner(Executor io, Outbox outbox, BrokerListener listener) {
        this.io = io;
        this.outbox = outbox;
        this.listener = listener;
    }

    @Override
    public <T> CompletionStage<T> act(Supplier<T> request) {
        asked = true;
        CompletableFuture<T> stage = new CompletableFuture<>();
        queue(() -> {
            try {
                outbox.answer(stage, request.get());
                if (outbox.isClosed()) {
                    outbox.tell(listener); // no datum will follow
                }
            } catch (RuntimeException e) {
                stage.completeExceptionally(e);
            }
        });
        return stage;
    }

    @Override
    public <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        queue(() -> {
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
        turns.requireNotHeld();
        asked = false;
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        queue(() -> {
            try {
                outbox.tick();
                datum.run();
                outbox.tell(listener);
                done.complete(true);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        Turns.await(done);
    }

    /** Never: that is the other thread's to do. */
    @Override
    public boolean begin() {
        return false;
    }

    @Override
    public void end() {}

    @Override
    public boolean enter() {
        return !asked && turns.enter();
    }

    @Override
    public void leave() {
        if (turns.leave()) {
            start();
        }
    }

    private void queue(Runnable task) {
        if (turns.queue(task)) {
            start();
        }
    }

    private void start() {
        try {
            io.execute(turns::work);
        } catch (RejectedExecutionException e) {
            turns.work(); // the session has ended its executor: what is left to tell is told from here
        }
    }
}
