package io.fairlead.core.sim;

import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the venue has to tell, in the order in which it is to be told: as it happened, but for what is late or at fault. The listener
 * is called after the venue's work is done, never in the midst of it, so that it may call the venue back. On the venue's thread.
 */
final class Outbox {
    /** One thing to tell. */
    @FunctionalInterface
    interface Message {
        void tell(BrokerListener listener);
    }

    private record Held(long dueEvent, Message message) {}

    private final Lateness lateness;
    private final @Nullable FaultPlan faults;
    private final List<Held> held = new ArrayList<>();
    private final List<Message> missed = new ArrayList<>();
    private List<Message> ready = new ArrayList<>();
    private List<Message> spare = new ArrayList<>();
    private @Nullable Message swapped;
    private boolean down;
    private boolean closed;
    private long events;
    private volatile boolean calm = true;

    Outbox(Lateness lateness, @Nullable FaultPlan faults) {
        this.lateness = lateness;
        this.faults = faults;
    }

    /** Tells of an order, unless a fault keeps it back; once closed, nothing. */
    void report(OrderReport report) {
        if (closed) {
            return;
        }
        Message message = listener -> listener.onOrderReport(report);
        if (down) {
            missed.add(message);
        } else if (faults == null) {
            post(lateness.nextHold(), message);
        } else {
            reportFaultily(faults.nextReport(), message);
        }
    }

    private void reportFaultily(FaultPlan.Fate fate, Message message) {
        if (fate.swapped() && swapped == null) {
            swapped = message;
            calm = false;
            return;
        }
        for (int copy = 0; copy < fate.copies(); copy++) {
            post(lateness.nextHold() + fate.holdEvents(), message);
        }
        Message overtaken = swapped;
        if (overtaken != null && fate.copies() > 0) {
            swapped = null;
            post(0, overtaken);
        }
    }

    /** Completes the stage of something asked of an order. */
    <T> void answer(CompletableFuture<T> stage, T value) {
        post(lateness.nextHold(), listener -> stage.complete(value));
    }

    private void post(int hold, Message message) {
        if (hold == 0 || closed) {
            ready.add(message);
        } else {
            held.add(new Held(events + hold, message));
            calm = false;
        }
    }

    /** The connection is lost: what happens from now on is told when it is back. */
    void disconnect(String detail, long nowNanos) {
        down = true;
        connection(ConnectionEvent.State.DOWN, detail, nowNanos);
    }

    /** The connection is back: first what was missed, then that it is up. */
    void reconnect(String detail, long nowNanos) {
        down = false;
        ready.addAll(missed);
        missed.clear();
        connection(ConnectionEvent.State.UP, detail, nowNanos);
    }

    private void connection(ConnectionEvent.State state, String detail, long nowNanos) {
        ConnectionEvent event = new ConnectionEvent(state, detail, nowNanos);
        ready.add(listener -> listener.onConnection(event));
    }

    // --- Being late -----------------------------------------------------------------------------------------------

    /** Whether nothing is held back. Any thread. */
    boolean isCalm() {
        return calm;
    }

    /** One more event of the market: what was held back until now is ready. */
    void tick() {
        events++;
        if (!calm) {
            release(events);
        }
    }

    /** Makes everything ready that is held back, in the order in which it was due. */
    void releaseAll() {
        for (long next = nextDue(); next != Long.MAX_VALUE; next = nextDue()) {
            release(next);
        }
        Message last = swapped;
        if (last != null) {
            swapped = null;
            ready.add(last);
        }
        calm = true;
    }

    /** Makes everything ready that is held back; from now on nothing is late, and all is told as soon as it can be. */
    void close() {
        closed = true;
        releaseAll();
    }

    boolean isClosed() {
        return closed;
    }

    private long nextDue() {
        long next = Long.MAX_VALUE;
        for (Held one : held) {
            next = Math.min(next, one.dueEvent());
        }
        return next;
    }

    private void release(long event) {
        held.removeIf(one -> {
            boolean due = one.dueEvent() <= event;
            if (due) {
                ready.add(one.message());
            }
            return due;
        });
        calm = held.isEmpty() && swapped == null;
    }

    // --- Being told -----------------------------------------------------------------------------------------------

    /** Whether nothing is ready to be told. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Tells the listener all that is ready, and what that leads to. */
    void tell(BrokerListener listener) {
        while (!ready.isEmpty()) {
            List<Message> told = ready;
            ready = spare;
            try {
                for (int i = 0; i < told.size(); i++) {
                    told.get(i).tell(listener);
                }
            } finally {
                told.clear();
                spare = told;
            }
        }
    }
}
