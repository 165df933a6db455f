package io.fairlead.core.engine;

import io.fairlead.core.journal.JournalRecord;
import java.util.ArrayDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of inputs, in two lanes. What an input leads to on the session's own thread (a simulated venue's reports, answers that
 * an adapter knows at once, events that wait for the end of a callback) goes into a plain lane without a lock or a wake-up, and is
 * handled before anything else. All that others bring waits its turn in a concurrent one.
 */
final class Inbox {
    private final ArrayDeque<Object> own = new ArrayDeque<>();
    private final LinkedBlockingQueue<Object> foreign = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread owner;

    /** Names the session's thread, while it is at work; null when it is not. */
    void ownedBy(@Nullable Thread thread) {
        owner = thread;
    }

    /** Puts in what may be a consequence of the input being handled; from any thread. */
    void put(Object news) {
        if (Thread.currentThread().equals(owner)) {
            own.add(news);
        } else {
            foreign.add(news);
        }
    }

    /** Calls out to somebody whose news, even if told at once on this thread, are no consequence of the input being handled. */
    <T> T apart(Supplier<T> call) {
        Thread before = owner;
        owner = null;
        try {
            return call.get();
        } finally {
            owner = before;
        }
    }

    /** Puts in what waits its turn, whoever brings it: data, history, commands; from any thread. */
    void putLast(JournalRecord input) {
        foreign.add(input);
    }

    /** The next thing that the input being handled has led to, or null if there is none. */
    @Nullable
    Object pollOwn() {
        return own.poll();
    }

    /** The next input of others, or null if there is none now. */
    @Nullable
    Object pollForeign() {
        return foreign.poll();
    }

    /** The next input, or null if there is none now. */
    @Nullable
    Object poll() {
        Object input = own.poll();
        return input != null ? input : foreign.poll();
    }

    /** The next input, waiting for one; null after the time-out. */
    @Nullable
    Object poll(long timeoutNanos) throws InterruptedException {
        Object input = own.poll();
        return input != null ? input : foreign.poll(timeoutNanos, TimeUnit.NANOSECONDS);
    }

    boolean isEmpty() {
        return own.isEmpty() && foreign.isEmpty();
    }
}
