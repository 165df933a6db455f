package io.fairlead.tck;

import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes down what a plug-in tells, in the order in which it does, and whether two calls ever overlapped. Any thread. */
final class Tape implements BrokerListener {
    private final Signal signal;
    private final Object lock = new Object();
    private final List<Object> all = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;
    private volatile @Nullable Consumer<Object> then;

    Tape(Signal signal) {
        this.signal = signal;
    }

    @Override
    public void onOrderReport(OrderReport report) {
        take(report);
    }

    @Override
    public void onConnection(ConnectionEvent event) {
        take(event);
    }

    private void take(Object told) {
        if (inside.incrementAndGet() > 1) {
            overlapped = true;
        }
        try {
            synchronized (lock) {
                all.add(told);
            }
            signal.raise();
            Consumer<Object> action = then;
            if (action != null) {
                action.accept(told);
            }
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Does something on the plug-in's thread with each thing told from now on. */
    void onEach(Consumer<Object> action) {
        then = action;
    }

    /** Everything told so far, in order. */
    List<Object> all() {
        synchronized (lock) {
            return List.copyOf(all);
        }
    }

    List<OrderReport> reports() {
        return all().stream()
                .filter(OrderReport.class::isInstance)
                .map(OrderReport.class::cast)
                .toList();
    }

    List<ConnectionEvent> connection() {
        return all().stream()
                .filter(ConnectionEvent.class::isInstance)
                .map(ConnectionEvent.class::cast)
                .toList();
    }

    boolean isUp() {
        List<ConnectionEvent> events = connection();
        return !events.isEmpty() && events.get(events.size() - 1).state() == ConnectionEvent.State.UP;
    }

    long count(ConnectionEvent.State state) {
        return connection().stream().filter(event -> event.state() == state).count();
    }

    /** Whether the plug-in ever called while it was calling. */
    boolean hasOverlapped() {
        return overlapped;
    }
}
