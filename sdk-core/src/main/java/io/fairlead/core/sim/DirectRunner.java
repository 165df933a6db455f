package io.fairlead.core.sim;

import io.fairlead.spi.BrokerListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Works at once, on the caller's thread: stages are complete when they are returned, and the listener has been told before that.
 * Several threads may call; the listener is called outside the lock, by one of them at a time.
 */
final class DirectRunner implements Runner {
    private final Object lock = new Object();
    private final Outbox outbox;
    private final BrokerListener listener;
    private boolean telling;

    DirectRunner(Outbox outbox, BrokerListener listener) {
        this.outbox = outbox;
        this.listener = listener;
    }

    @Override
    public <T> CompletionStage<T> act(Supplier<T> request) {
        T answer;
        synchronized (lock) {
            answer = request.get();
        }
        tell();
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        synchronized (lock) {
            try {
                stage.complete(question.get());
            } catch (RuntimeException e) {
                stage.completeExceptionally(e);
            }
        }
        tell();
        return stage;
    }

    @Override
    public void take(Runnable datum) {
        synchronized (lock) {
            outbox.tick();
            datum.run();
        }
        tell();
    }

    /** Always: an order that another thread sends at this moment counts as sent after the datum. */
    @Override
    public boolean enter() {
        return true;
    }

    @Override
    public void leave() {}

    /** Tells the listener all there is, unless another call is at it: that one tells this, too. */
    private void tell() {
        List<Outbox.Message> told = List.of();
        while (true) {
            synchronized (lock) {
                if (!told.isEmpty()) {
                    outbox.giveBack(told);
                    telling = false;
                }
                if (telling || outbox.isEmpty()) {
                    return;
                }
                telling = true;
                told = outbox.take();
            }
            tell(told);
        }
    }

    private void tell(List<Outbox.Message> messages) {
        boolean done = false;
        try {
            for (int i = 0; i < messages.size(); i++) {
                messages.get(i).tell(listener);
            }
            done = true;
        } finally {
            if (!done) {
                synchronized (lock) {
                    telling = false;
                }
            }
        }
    }
}
