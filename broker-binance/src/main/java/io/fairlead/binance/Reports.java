package io.fairlead.binance;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.SerialTasks;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Tells the listener what happens, one thing at a time. Any thread. */
final class Reports {
    private final BrokerListener listener;
    private final Clock clock;
    private final SerialTasks turns;

    Reports(BrokerListener listener, Clock clock, Executor io) {
        this.listener = listener;
        this.clock = clock;
        this.turns = new SerialTasks(io);
    }

    void tell(OrderReport report) {
        turns.execute(() -> listener.onOrderReport(report));
    }

    void connection(State state, String detail) {
        ConnectionEvent event = new ConnectionEvent(state, detail, EpochNanos.of(clock.instant()));
        turns.execute(() -> listener.onConnection(event));
    }
}
