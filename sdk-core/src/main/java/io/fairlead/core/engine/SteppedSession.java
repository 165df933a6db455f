package io.fairlead.core.engine;

import io.fairlead.api.order.OrderTicket;
import java.util.List;

/**
 * A live session without a thread: it does something only when told to, on the caller's thread and on the clock that it was given. A
 * test moves the clock, delivers what it wants, and takes turns; the same steps give the same session every time.
 *
 * <pre>{@code
 * try (SteppedSession stepped = builder.clock(clock).openStepped()) {
 *     feed.step();
 *     stepped.runUntilIdle();
 * }
 * }</pre>
 *
 * What adapters and data sources bring from other threads is handled in a later turn. One thread.
 */
public final class SteppedSession implements AutoCloseable {
    private final TradingSession session;

    SteppedSession(TradingSession session) {
        this.session = session;
    }

    /** The session itself. Asking it to close takes effect with the next turns. */
    public TradingSession session() {
        return session;
    }

    /** Every order that has not ended, those made elsewhere included, in the order of their ids. */
    public List<OrderTicket> openOrders() {
        return session.openOrders();
    }

    /** Handles the next input, all that it leads to, and what is due by the clock. Never waits; whether anything happened. */
    public boolean turn() {
        return session.step();
    }

    /** Takes turns until nothing happens any more; how many. */
    public int runUntilIdle() {
        int turns = 0;
        while (turn()) {
            turns++;
        }
        return turns;
    }

    /**
     * Drops the session as the end of its process would: no close policy, no records, nothing told. Connections are cut and threads
     * gone; the journal is left as it is, for another session to recover from.
     */
    public void kill() {
        session.abandon();
    }

    /** Ends the session by its close policy, as far as that goes without waiting; {@link TradingSession#awaitClose} has the report. */
    @Override
    public void close() {
        if (!session.isClosed()) {
            session.close();
            while (!session.isClosed()) {
                turn();
            }
        }
    }
}
