package io.fairlead.core.sim;

import io.fairlead.spi.BrokerListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Works at once, on the caller's thread: the listener has been told, and stages are complete, when a call returns. Only while
 * another thread's call is at work, or the listener's own, it is done right after that one, by its thread.
 */
final class DirectRunner implements Runner {
    private final Turns turns = new Turns();
    private final Outbox outbox;
    private final BrokerListener listener;

    DirectRunner(Outbox outbox, BrokerListener listener) {
        this.outbox = outbox;
        this.listener = listener;
    }

    @Override
    public <T> CompletionStage<T> act(Supplier<T> request) {
        return ask(request);
    }

    @Override
    public <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (enter()) {
            try {
                answer(question, stage);
            } finally {
                leave();
            }
        } else if (turns.queue(() -> answer(question, stage))) {
            turns.work();
        }
        return stage;
    }

    private <T> void answer(Supplier<T> question, CompletableFuture<T> stage) {
        T answer;
        try {
            answer = question.get();
        } catch (RuntimeException e) {
            stage.completeExceptionally(e);
            return;
        }
        outbox.tell(listener);
        stage.complete(answer);
    }

    @Override
    public void take(Runnable datum) {
        if (begin()) {
            try {
                datum.run();
            } finally {
                end();
            }
            return;
        }
        turns.requireNotHeld();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        boolean mine = turns.queue(() -> {
            try {
                outbox.tick();
                datum.run();
                outbox.tell(listener);
                done.complete(true);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        if (mine) {
            turns.work();
        }
        Turns.await(done);
    }

    @Override
    public boolean begin() {
        if (!enter()) {
            return false;
        }
        outbox.tick();
        return true;
    }

    @Override
    public void end() {
        try {
            outbox.tell(listener);
        } finally {
            leave();
        }
    }

    @Override
    public boolean enter() {
        return turns.enter();
    }

    @Override
    public void leave() {
        if (turns.leave()) {
            turns.work();
        }
    }
}
