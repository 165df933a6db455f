package io.fairlead.core.engine;

import java.util.ArrayDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of inputs. What the session's own thread puts in goes into a plain lane, without a lock or a wake-up; what other
 * threads put in, into a concurrent one. The own lane is emptied first: it holds what the input being handled has led to.
 */
final class Inbox {
    private final ArrayDeque<Object> own = new ArrayDeque<>();
    private final LinkedBlockingQueue<Object> foreign = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread owner;

    /** Names the session's thread. */
    void ownedBy(Thread thread) {
        owner = thread;
    }

    /** Puts an input in; from any thread. */
    void put(Object input) {
        if (Thread.currentThread().equals(owner)) {
            own.add(input);
        } else {
            foreign.add(input);
        }
    }

    /** The next thing that the input being handled has led to, or null if there is none. */
    @Nullable
    Object pollOwn() {
        return own.poll();
    }

    /** The next input of another thread, or null if there is none now. */
    @Nullable
    Object pollForeign() {
        return foreign.poll();
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
