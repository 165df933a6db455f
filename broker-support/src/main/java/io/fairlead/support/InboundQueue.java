package io.fairlead.support;

import io.fairlead.support.StreamOptions.Overflow;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Between the readers of a stream's connections and its handler: bounded, with a policy for when it is full, and held shut until the stream
 * is healthy. Readers put from any thread; messages leave one at a time on the executor given.
 */
final class InboundQueue {
    private final Object lock = new Object();
    private final int capacity;
    private final Overflow overflow;
    private final StreamHandler handler;
    private final Executor turns;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private final Map<Object, Slot> byKey = new HashMap<>();
    private boolean held = true;
    private boolean draining;
    private boolean closed;
    private long dropped;

    /** A message that waits; its content may be replaced while it does. */
    private static final class Slot {
        private Object message;
        private final @Nullable Object key;

        Slot(Object message, @Nullable Object key) {
            this.message = message;
            this.key = key;
        }
    }

    InboundQueue(StreamOptions options, StreamHandler handler, Executor turns) {
        this.capacity = options.capacity();
        this.overflow = options.overflow();
        this.handler = handler;
        this.turns = turns;
    }

    /**
     * Takes a message in, a {@code String} or a {@code byte[]}.
     *
     * @return false if it cannot be kept while the stream is being made whole: the connection has to start over
     */
    boolean put(Object message) {
        Object key =
                overflow == Overflow.CONFLATE && message instanceof String text ? handler.conflationKey(text) : null;
        boolean direct;
        synchronized (lock) {
            if (held && slots.size() >= capacity) {
                return false;
            }
            direct = overflow == Overflow.DIRECT && !held && !draining && slots.isEmpty() && !closed;
            if (!direct && !enqueue(message, key)) {
                return true;
            }
            draining = true;
        }
        if (direct) {
            deliver(handler, message);
            drain();
        } else {
            turns.execute(this::drain);
        }
        return true;
    }

    /** Whether somebody has to be sent for what is in the queue now. */
    private boolean enqueue(Object message, @Nullable Object key) {
        boolean waits = overflow == Overflow.BLOCK || overflow == Overflow.DIRECT;
        if (closed || (waits && !awaitRoom())) {
            return false;
        }
        Slot older = key == null ? null : byKey.get(key);
        if (older != null) {
            older.message = message;
            return false;
        }
        if (slots.size() >= capacity) {
            dropped++;
            return false;
        }
        Slot slot = new Slot(message, key);
        slots.addLast(slot);
        if (key != null) {
            byKey.put(key, slot);
        }
        return !held && !draining;
    }

    private boolean awaitRoom() {
        boolean interrupted = false;
        while (!closed && slots.size() >= capacity) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !closed && !interrupted;
    }

    /** Holds messages back until {@link #release()}. */
    void hold() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Hands out what has waited, and from now on what comes. */
    void release() {
        synchronized (lock) {
            held = false;
            if (draining) {
                return;
            }
            draining = true;
        }
        turns.execute(this::drain);
    }

    private void drain() {
        for (int i = 0; i < 256; i++) {
            Object message = null;
            long lost;
            synchronized (lock) {
                lost = dropped;
                dropped = 0;
                Slot slot = held || closed ? null : slots.pollFirst();
                if (slot == null && lost == 0) {
                    draining = false;
                    return;
                }
                if (slot != null && slot.key != null) {
                    byKey.remove(slot.key);
                }
                message = slot == null ? null : slot.message;
                lock.notifyAll();
            }
            if (lost > 0) {
                handler.onGap(lost + " messages dropped: the queue of " + capacity + " was full");
            }
            if (message != null) {
                deliver(handler, message);
            }
        }
        turns.execute(this::drain); // others want their turn too
    }

    static void deliver(StreamHandler handler, Object message) {
        try {
            if (message instanceof String text) {
                handler.onText(text);
            } else {
                handler.onBinary((byte[]) message);
            }
        } catch (RuntimeException e) {
            handler.onGap("a message could not be handled: " + e.getClass().getSimpleName());
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            slots.clear();
            byKey.clear();
            lock.notifyAll();
        }
    }
}
