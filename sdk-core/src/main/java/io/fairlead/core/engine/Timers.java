package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.strategy.Timer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The moments that strategies, and the engine itself, asked for, earliest first; at one moment in the order of asking. */
final class Timers {
    /** A moment asked for. */
    static final class Entry {
        final @Nullable StrategyHost host;
        final String name;
        final long dueNanos;
        private final long sequence;
        private boolean dead;

        private Entry(@Nullable StrategyHost host, String name, long dueNanos, long sequence) {
            this.host = host;
            this.name = name;
            this.dueNanos = dueNanos;
            this.sequence = sequence;
        }

        Timer timer() {
            return new Timer(name, EpochNanos.toInstant(dueNanos));
        }
    }

    private record Key(@Nullable StrategyHost host, String name) {}

    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.<Entry>comparingLong(e -> e.dueNanos).thenComparingLong(e -> e.sequence));
    private final Map<Key, Entry> byName = new HashMap<>();
    private long sequence;
    private long nextDueNanos = Long.MAX_VALUE;

    /** The earliest moment, {@link Long#MAX_VALUE} without one. */
    long nextDueNanos() {
        return nextDueNanos;
    }

    void set(@Nullable StrategyHost host, String name, long dueNanos) {
        cancel(host, name);
        Entry entry = new Entry(host, Objects.requireNonNull(name, "name"), dueNanos, sequence++);
        byName.put(new Key(host, name), entry);
        queue.add(entry);
        refresh();
    }

    void cancel(@Nullable StrategyHost host, String name) {
        Entry entry = byName.remove(new Key(host, name));
        if (entry != null) {
            entry.dead = true;
            refresh();
        }
    }

    /** Takes the earliest entry due by a time; null without one. */
    @Nullable
    Entry pollDue(long nowNanos) {
        if (nextDueNanos > nowNanos) {
            return null;
        }
        Entry entry = queue.poll();
        if (entry != null) {
            byName.remove(new Key(entry.host, entry.name));
        }
        refresh();
        return entry;
    }

    private void refresh() {
        Entry head = queue.peek();
        while (head != null && head.dead) {
            queue.poll();
            head = queue.peek();
        }
        nextDueNanos = head == null ? Long.MAX_VALUE : head.dueNanos;
    }
}
