package io.fairlead.examples;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A strategy of one order: waits for a price, so that the gate has something to judge by, submits, and tells what becomes of it. On
 * the session's thread.
 */
final class OneOrder implements Strategy {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);
    private static final String WITHOUT_PRICE = "without-price";
    private static final String LAST_LOOK = "last-look";
    private static final Duration WAIT_FOR_PRICE = Duration.ofSeconds(8);
    private static final Duration WAIT_FOR_FILL = Duration.ofSeconds(2);

    /** What the order was judged by. */
    record Seen(OrderRequest request, String lastPrice) {}

    private final InstrumentId instrument;
    private final Function<Instrument, OrderRequest> asked;
    private final Capabilities can;
    private final Consumer<String> line;
    private final CompletableFuture<Seen> submitted;
    private final CompletableFuture<OrderTicket> settled;
    private @Nullable OrderTicket ticket;

    /**
     * One order.
     *
     * @param line takes a line for each thing that happens to it
     * @param submitted completes when the gate has judged it
     * @param settled completes when nothing more is to be waited for
     */
    OneOrder(
            InstrumentId instrument,
            Function<Instrument, OrderRequest> asked,
            Capabilities can,
            Consumer<String> line,
            CompletableFuture<Seen> submitted,
            CompletableFuture<OrderTicket> settled) {
        this.instrument = instrument;
        this.asked = asked;
        this.can = can;
        this.line = line;
        this.submitted = submitted;
        this.settled = settled;
    }

    @Override
    public String name() {
        return "command-line";
    }

    @Override
    public void onStart(StrategyContext context) {
        if (can.has(Feature.QUOTE_STREAM)) {
            context.subscribeQuotes(instrument);
        } else if (can.has(Feature.TRADE_STREAM)) {
            context.subscribeTrades(instrument);
        } else if (can.has(Feature.BAR_STREAM)) {
            context.subscribeBars(instrument, MINUTE, WarmUp.bars(1));
        }
        context.setTimer(WITHOUT_PRICE, WAIT_FOR_PRICE);
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        submitOnce(context);
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        submitOnce(context);
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        if (!context.isWarmingUp()) {
            submitOnce(context);
        }
    }

    @Override
    public void onTimer(Timer timer, StrategyContext context) {
        if (timer.name().equals(LAST_LOOK)) {
            finish();
        } else {
            submitOnce(context);
        }
    }

    private void submitOnce(StrategyContext context) {
        if (ticket != null) {
            return;
        }
        OrderRequest request;
        try {
            request = asked.apply(context.instrument(instrument));
        } catch (RuntimeException e) {
            submitted.completeExceptionally(e);
            settled.completeExceptionally(e);
            throw e;
        }
        OrderTicket order = context.submit(request);
        ticket = order;
        String price = context.lastPrice(instrument).map(String::valueOf).orElse("none");
        submitted.complete(new Seen(order.request(), price));
        if (order.isClosed()) {
            finish();
        }
    }

    @Override
    public void onOrderEvent(OrderEvent event, StrategyContext context) {
        line.accept(EpochNanos.toInstant(event.timeNanos()) + "  " + words(event));
        OrderTicket order = ticket;
        if (order == null || !event.order().orderId().equals(order.orderId())) {
            return;
        }
        if (order.isClosed()) {
            finish();
        } else if (event instanceof OrderEvent.Accepted || event instanceof OrderEvent.OutcomeUnknown) {
            context.setTimer(LAST_LOOK, WAIT_FOR_FILL);
        }
    }

    private void finish() {
        OrderTicket order = ticket;
        if (order != null) {
            settled.complete(order);
        }
    }

    private static String words(OrderEvent event) {
        String kind = event.getClass().getSimpleName();
        OrderTicket order = event.order();
        String ids = order.clientOrderId()
                + order.venueOrderId().map(id -> " venue=" + id).orElse("");
        if (event instanceof OrderEvent.Filled filled) {
            return kind + " " + ids + " quantity=" + filled.fill().quantity() + " price="
                    + filled.fill().price();
        }
        if (event instanceof OrderEvent.Denied denied) {
            return kind + " " + ids + " " + denied.denial();
        }
        if (event instanceof OrderEvent.Rejected rejected) {
            return kind + " " + ids + " " + rejected.reason();
        }
        if (event instanceof OrderEvent.Cancelled cancelled) {
            return kind + " " + ids + " " + cancelled.reason();
        }
        if (event instanceof OrderEvent.OutcomeUnknown unknown) {
            return kind + " " + ids + " " + unknown.what();
        }
        return kind + " " + ids;
    }
}
