package io.fairlead.core.sim;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers at once, on the caller's thread: stages are complete when they are returned, and reports reach the listener before that.
 * Several threads may call; the listener is called outside the lock, by one of them at a time.
 */
final class DirectFront implements Front {
    private final Object lock = new Object();
    private final Exchange exchange;
    private final Outbox outbox;
    private final ApprovalVerifier approvals;
    private final BrokerListener listener;
    private boolean telling;

    DirectFront(Exchange exchange, Outbox outbox, ApprovalVerifier approvals, BrokerListener listener) {
        this.exchange = exchange;
        this.outbox = outbox;
        this.approvals = approvals;
        this.listener = listener;
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

    /** Tells the listener all there is, unless another call is at it: that one tells this, too. */
    private void tell() {
        List<OrderReport> told = List.of();
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

    private void tell(List<OrderReport> reports) {
        boolean done = false;
        try {
            for (int i = 0; i < reports.size(); i++) {
                listener.onOrderReport(reports.get(i));
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

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        T answer;
        synchronized (lock) {
            answer = question.get();
        }
        tell();
        return CompletableFuture.completedFuture(answer);
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        approvals.consume(order);
        SubmitResult result;
        synchronized (lock) {
            result = exchange.submit(order);
        }
        tell();
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        approvals.consume(change);
        return ask(() -> exchange.replace(change));
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        return ask(() -> exchange.cancel(order));
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return ask(exchange::openOrders);
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return ask(() -> exchange.order(key));
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return ask(() -> exchange.executionsSince(watermark));
    }

    // --- Account and instruments ----------------------------------------------------------------------------------

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return ask(exchange::snapshot);
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return ask(exchange::instruments);
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return ask(() -> exchange.instrument(id));
    }

    // --- Market ---------------------------------------------------------------------------------------------------

    @Override
    public void onInstrument(int index, Instrument instrument) {
        synchronized (lock) {
            exchange.onInstrument(index, instrument);
        }
    }

    @Override
    public void onBar(
            int index,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        if (exchange.passes(index, startNanos, endNanos, close, volume)) {
            return;
        }
        synchronized (lock) {
            exchange.onBar(index, startNanos, endNanos, open, high, low, close, volume);
        }
        tell();
    }

    @Override
    public void onQuote(int index, Quote quote) {}

    @Override
    public void onTrade(int index, Trade trade) {}

    @Override
    public void onTime(long nowNanos) {
        synchronized (lock) {
            exchange.onTime(nowNanos);
        }
        tell();
    }
}
