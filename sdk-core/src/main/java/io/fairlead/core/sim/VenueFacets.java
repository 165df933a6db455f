package io.fairlead.core.sim;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SimulationFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Every facet of the venue: takes what comes from outside and has it done on the venue's thread. Any thread. */
final class VenueFacets implements OrderFacet, AccountFacet, ReferenceFacet, SimulationFacet {
    private final ApprovalVerifier approvals;
    private final Clock clock;
    private final Runner runner;
    private final Wire wire;
    private final Exchange exchange;
    private final Market market;
    private final Outbox outbox;
    private final boolean direct;

    VenueFacets(
            ApprovalVerifier approvals,
            Clock clock,
            Runner runner,
            Wire wire,
            Exchange exchange,
            Market market,
            Outbox outbox) {
        this.approvals = approvals;
        this.clock = clock;
        this.runner = runner;
        this.wire = wire;
        this.exchange = exchange;
        this.market = market;
        this.outbox = outbox;
        this.direct = runner instanceof DirectRunner;
    }

    /** Tells that the connection is up. */
    void open() {
        long nowNanos = clockNanos();
        runner.take(() -> {
            market.isNow(nowNanos);
            outbox.reconnect("simulated", nowNanos);
        });
    }

    /** Takes no more orders, and tells all that is late. */
    void close() {
        runner.take(() -> {
            wire.close();
            outbox.close();
        });
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        approvals.consume(order);
        long sentNanos = clockNanos();
        return runner.act(() -> {
            reached(sentNanos);
            return wire.submit(order);
        });
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        approvals.consume(change);
        long sentNanos = clockNanos();
        return runner.act(() -> {
            reached(sentNanos);
            return wire.replace(change);
        });
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        long sentNanos = clockNanos();
        return runner.act(() -> {
            reached(sentNanos);
            return wire.cancel(order);
        });
    }

    /** Asked on the caller's thread: by the time that the venue's gets to it, the session may have moved on. */
    private long clockNanos() {
        return EpochNanos.of(clock.instant());
    }

    private void reached(long sentNanos) {
        market.isNow(sentNanos);
        wire.connect();
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

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        return runner.ask(() -> {
            wire.connect();
            if (!wire.isConnected()) {
                throw new UncheckedIOException(new IOException("the connection to the simulated venue is down"));
            }
            return question.get();
        });
    }

    // --- Account and instruments ----------------------------------------------------------------------------------

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return ask(exchange::snapshot);
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return ask(market::instruments);
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return ask(() -> Optional.ofNullable(market.find(id)).map(Book::instrument));
    }

    // --- Market ---------------------------------------------------------------------------------------------------

    @Override
    public void onInstrument(int index, Instrument instrument) {
        runner.take(() -> market.onInstrument(index, instrument));
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
        if (runner.begin()) {
            try {
                wire.connect();
                market.onBar(index, startNanos, endNanos, open, high, low, close, volume);
            } finally {
                runner.end();
            }
        } else {
            runner.take(() -> {
                wire.connect();
                market.onBar(index, startNanos, endNanos, open, high, low, close, volume);
            });
        }
    }

    @Override
    public boolean passes(int index, long startNanos, long endNanos, double close, double volume) {
        return direct
                ? market.passes(index, startNanos, endNanos, close, volume)
                : pass(index, startNanos, endNanos, close, volume);
    }

    /** As {@link Market#passes}, where the venue's thread has to be kept away meanwhile, and may have something to tell. */
    private boolean pass(int index, long startNanos, long endNanos, double close, double volume) {
        if (!runner.enter()) {
            return false;
        }
        try {
            return outbox.isEmpty() && market.passes(index, startNanos, endNanos, close, volume);
        } finally {
            runner.leave();
        }
    }

    @Override
    public void onQuote(int index, Quote quote) {
        runner.take(() -> {
            wire.connect();
            market.onQuote(index, quote);
        });
    }

    @Override
    public void onTrade(int index, Trade trade) {
        runner.take(() -> {
            wire.connect();
            market.onTrade(index, trade);
        });
    }

    /** Tells what is due; at a time that is not later than the venue's, everything that is late. */
    @Override
    public void onTime(long nowNanos) {
        runner.take(() -> {
            wire.connect();
            if (!market.onTime(nowNanos)) {
                outbox.releaseAll();
            }
        });
    }
}
