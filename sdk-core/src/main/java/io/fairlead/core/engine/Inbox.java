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
    private final @Nullable ReplayCursor recorded;
    private volatile @Nullable Thread owner;

    /** Without a recorded run, the inputs are those that are put in; with one, its own, and what is put in is left aside. */
    Inbox(@Nullable ReplayCursor recorded) {
        this.recorded = recorded;
    }

    /** Names the session's thread, while it is at work; null when it is not. */
    void ownedBy(@Nullable Thread thread) {
        owner = thread;
    }

    /** Puts in what may be a consequence of the input being handled; from any thread. */
    void put(Object news) {
        if (recorded != null) {
            return;
        }
        if (Thread.currentThread().equals(owner)) {
            own.add(news);
        } else {
            foreign.add(news);
        }
    }

    /** Keeps what arose inside a callback until its end. */
    void hold(Object event) {
        own.add(event);
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
        if (recorded == null) {
            foreign.add(input);
        }
    }

    /** The next thing that the input being handled has led to, or null if there is none. */
    @Nullable
    Object pollOwn() {
        Object input = recorded == null ? null : recorded.consequence();
        return input != null ? input : own.poll();
    }

    /** The next input of others, or null if there is none now. For backtests, where no turns are written down. */
    @Nullable
    Object pollForeign() {
        return recorded == null ? foreign.poll() : recorded.foreign();
    }

    /** The input of the next turn, or null if there is none now. */
    @Nullable
    Object poll() {
        if (recorded != null) {
            return recorded.turn();
        }
        Object input = own.poll();
        return input != null ? input : foreign.poll();
    }

    /** The input of the next turn, waiting for one; null after the time-out. */
    @Nullable
    Object poll(long timeoutNanos) throws InterruptedException {
        Object input = poll();
        return input != null || recorded != null ? input : foreign.poll(timeoutNanos, TimeUnit.NANOSECONDS);
    }

    /** Leaves inputs where they are, for a turn that needs none; null, or what a recorded run says of that turn. */
    @Nullable
    Object pollNone() {
        return recorded == null ? null : recorded.turn();
    }

    /** Whether there is none for a next turn. */
    boolean isEmpty() {
        return recorded == null ? own.isEmpty() && foreign.isEmpty() : !recorded.isAtTurn();
    }
}
