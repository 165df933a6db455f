package io.fairlead.examples.chaos;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the model venue: an adapter as it should be, on a line that loses, delays, doubles and breaks as the schedule has it. One
 * provider for all connections of a schedule; only the newest is alive. One thread.
 */
class ModelBroker implements BrokerProvider, OrderFacet, AccountFacet, ReferenceFacet, MarketDataFacet {
    static final Duration PROOF = Duration.ofSeconds(3);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    /** A request that arrives late does so before the venue's lists prove anything. */
    private static final int LATEST_ARRIVAL_MILLIS = 2_000;

    private final ModelVenue venue;
    private final Faults faults;
    private final List<MarketDataFacet.Listener> takers = new ArrayList<>();
    private @Nullable Lent lent;
    private int connection;
    private boolean up;

    ModelBroker(ModelVenue venue, Faults faults) {
        this.venue = venue;
        this.faults = faults;
    }

    ModelVenue venue() {
        return venue;
    }

    // ---- the line

    /** What the process had opened is gone; what it had handed over is on its way. */
    void processEnded() {
        up = false;
        connection++;
        lent = null;
        takers.clear();
        venue.stream(null);
    }

    /** Lets the line fail or come back, and shows the price. */
    void passTime() {
        Lent to = lent;
        if (to == null) {
            return;
        }
        if (up && faults.disconnects()) {
            down(to);
        } else if (!up && (!faults.areOn() || faults.below(4) == 0)) {
            comeUp(to);
        }
        if (up) {
            long scaled = venue.price() * 100;
            Quote quote = new Quote(ModelVenue.ID, venue.nowNanos(), scaled, 10, scaled, 10, 2, 0);
            takers.forEach(taker -> taker.onQuote(quote));
        }
    }

    /** The line goes and comes back: what was missed can be asked for. */
    void reconnect() {
        Lent to = lent;
        if (to != null) {
            if (up) {
                down(to);
            }
            comeUp(to);
        }
    }

    private void down(Lent to) {
        up = false;
        connection++;
        venue.stream(null);
        to.listener().onConnection(new ConnectionEvent(ConnectionEvent.State.DOWN, "model", venue.nowNanos()));
    }

    private void comeUp(Lent to) {
        up = true;
        connection++;
        venue.stream(this::stream);
        to.listener().onConnection(new ConnectionEvent(ConnectionEvent.State.UP, "model", venue.nowNanos()));
    }

    boolean isUp() {
        return up;
    }

    /** Reports go out in order, but for those that are late; a report that meets a dead line is lost. */
    private void stream(OrderReport report) {
        if (faults.losesReport()) {
            return;
        }
        deliver(report, faults.delaysReport() ? faults.below(3_000) : 1);
        if (faults.doublesReport()) {
            deliver(report, faults.below(4_000));
        }
    }

    void deliver(OrderReport report, long delayMillis) {
        int on = connection;
        venue.later(delayMillis * MILLI, () -> {
            Lent to = lent;
            if (to != null && up && on == connection) {
                to.listener().onOrderReport(report);
            }
        });
    }

    /** An answer that meets a dead line does not come. */
    <T> CompletableFuture<T> answer(long delayMillis, Supplier<T> says) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        int on = connection;
        venue.later(delayMillis * MILLI, () -> {
            if (on == connection) {
                stage.complete(says.get());
            }
        });
        return stage;
    }

    private long delay() {
        return faults.delaysAnswer() ? faults.below(LATEST_ARRIVAL_MILLIS) : faults.below(20);
    }

    // ---- orders

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        approvals().consume(order);
        ClientOrderId id = order.clientOrderId();
        if (!up || faults.sendsNothing()) {
            return CompletableFuture.completedFuture(new SubmitResult.Denied(
                    id, new Denial("NOT_SENT", "line=down", "wait for the connection; nothing was sent")));
        }
        if (faults.breaksAdapter()) {
            send(order); // it throws after the bytes have left
            throw new IllegalStateException("the adapter broke");
        }
        if (faults.losesRequest()) {
            return timesOut(order);
        }
        if (faults.losesAnswer()) {
            send(order);
            return timesOut(order);
        }
        return answered(order);
    }

    ApprovalVerifier approvals() {
        Lent to = lent;
        if (to == null) {
            throw new IllegalStateException("not connected");
        }
        return to.approvals();
    }

    /** The bytes leave; the venue gets them somewhat later, whatever becomes of the process. */
    void send(ApprovedOrder order) {
        send(order.clientOrderId(), order.request());
    }

    void send(ClientOrderId id, OrderRequest request) {
        venue.later(delay() * MILLI, () -> arrive(id, request));
    }

    private CompletionStage<SubmitResult> timesOut(ApprovedOrder order) {
        return answer(500, () -> unknown(order));
    }

    /** No answer came in time. */
    SubmitResult unknown(ApprovedOrder order) {
        return new SubmitResult.Unknown(order.clientOrderId(), "no answer in time");
    }

    private CompletionStage<SubmitResult> answered(ApprovedOrder order) {
        ClientOrderId id = order.clientOrderId();
        OrderRequest request = order.request();
        CompletableFuture<SubmitResult> stage = new CompletableFuture<>();
        int on = connection;
        venue.later(delay() * MILLI, () -> {
            SubmitResult result = arrive(id, request);
            long back = delay() * MILLI;
            venue.later(back, () -> {
                if (on == connection) {
                    stage.complete(result);
                }
            });
        });
        venue.later((2L * LATEST_ARRIVAL_MILLIS + 50) * MILLI, () -> {
            if (on != connection) {
                stage.complete(unknown(order)); // the line broke meanwhile
            }
        });
        return stage;
    }

    private SubmitResult arrive(ClientOrderId id, OrderRequest request) {
        if (faults.refuses()) {
            return new SubmitResult.Rejected(id, "the venue does not like it");
        }
        Optional<ModelOrder> made = venue.place(id, request);
        return made.isPresent()
                ? new SubmitResult.Accepted(id, made.get().venueId, List.of())
                : new SubmitResult.Rejected(id, "duplicate client order id");
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        return act(() -> venue.cancel(order));
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        approvals().consume(change);
        OrderKey key = venue.kind == IdempotencyClass.NONE
                ? OrderKey.of(change.venueOrderId())
                : OrderKey.of(change.current(), change.venueOrderId());
        return act(() -> venue.replace(key, change.next(), change.changed()));
    }

    private CompletionStage<ActionResult> act(Supplier<Boolean> action) {
        if (!up || faults.sendsNothing()) {
            return CompletableFuture.completedFuture(new ActionResult.Refused("not sent"));
        }
        if (faults.losesRequest()) {
            return answer(500, () -> new ActionResult.Unknown("no answer in time"));
        }
        boolean lost = faults.losesAnswer();
        CompletableFuture<ActionResult> stage = new CompletableFuture<>();
        int on = connection;
        venue.later(delay() * MILLI, () -> {
            boolean done = action.get();
            ActionResult result = done ? new ActionResult.Taken() : new ActionResult.Refused("not possible");
            venue.later(delay() * MILLI, () -> {
                if (on == connection) {
                    stage.complete(lost ? new ActionResult.Unknown("no answer in time") : result);
                }
            });
        });
        return stage;
    }

    // ---- questions

    private <T> CompletionStage<T> ask(Supplier<T> says) {
        if (!up || faults.failsQuery()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the venue cannot be asked now"));
        }
        return faults.silencesQuery() ? new CompletableFuture<>() : answer(delay(), says);
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return ask(() -> venue.open().stream().map(ModelOrder::show).toList());
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return ask(() -> Optional.ofNullable(venue.find(key)).map(ModelOrder::show));
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        long since = EpochNanos.of(watermark);
        return ask(() -> venue.executionsSince(since));
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return ask(() -> {
            long held = venue.position();
            List<Holding> holdings = held == 0
                    ? List.of()
                    : List.of(new Holding(
                            ModelVenue.ID,
                            held > 0 ? Side.BUY : Side.SELL,
                            Quantity.of(Math.abs(held)),
                            Optional.of(Price.of(venue.price()))));
            return new Snapshot(List.of(venue.cash()), holdings, venue.nowNanos());
        });
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return CompletableFuture.completedFuture(List.of(venue.instrument));
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return CompletableFuture.completedFuture(Optional.of(venue.instrument));
    }

    // ---- prices

    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, MarketDataFacet.Listener listener) {
        throw new UnsupportedOperationException("quotes only");
    }

    @Override
    public Subscription quotes(InstrumentId instrument, MarketDataFacet.Listener listener) {
        takers.add(listener);
        return () -> takers.remove(listener);
    }

    @Override
    public Subscription trades(InstrumentId instrument, MarketDataFacet.Listener listener) {
        throw new UnsupportedOperationException("quotes only");
    }

    // ---- the plug-in

    @Override
    public String id() {
        return "model";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of();
    }

    @Override
    public List<String> environments() {
        return List.of("model");
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return "1";
    }

    @Override
    public Capabilities capabilities(String environment) {
        return capabilities(venue.kind);
    }

    static Capabilities capabilities(IdempotencyClass kind) {
        Capabilities.Builder can = basics(kind);
        switch (kind) {
            case DEDUP, DEDUP_WHILE_OPEN ->
                can.replace(ReplaceSupport.NEW_VENUE_ID).absenceProof(PROOF);
            case CORRELATE -> can.replace(ReplaceSupport.SAME_VENUE_ID).absenceProof(PROOF);
            case NONE -> can.replace(ReplaceSupport.NONE);
        }
        return can.build();
    }

    static Capabilities withoutReplace(IdempotencyClass kind) {
        return basics(kind).absenceProof(PROOF).build();
    }

    private static Capabilities.Builder basics(IdempotencyClass kind) {
        TimeInForce[] durations = {TimeInForce.DAY, TimeInForce.GTC};
        return Capabilities.builder()
                .assetClasses(AssetClass.EQUITY)
                .order(OrderType.MARKET, durations)
                .order(OrderType.LIMIT, durations)
                .order(OrderType.STOP, durations)
                .clientIds(kind, kind == IdempotencyClass.NONE ? ClientIdRule.NONE : ClientIdRule.text(36))
                .features(
                        Capabilities.Feature.SHORT_SELLING,
                        Capabilities.Feature.ORDER_STREAM,
                        Capabilities.Feature.QUOTE_STREAM);
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lentParts) {
        lent = lentParts;
        comeUp(lentParts);
        Capabilities can = capabilities(venue.kind);
        return new Broker() {
            @Override
            public AccountId account() {
                return AccountId.of("model", "1");
            }

            @Override
            public String environment() {
                return "model";
            }

            @Override
            public Capabilities capabilities() {
                return can;
            }

            @Override
            public boolean isRealMoney() {
                return false;
            }

            @Override
            public OrderFacet orders() {
                return ModelBroker.this;
            }

            @Override
            public AccountFacet accounts() {
                return ModelBroker.this;
            }

            @Override
            public Optional<MarketDataFacet> marketData() {
                return Optional.of(ModelBroker.this);
            }

            @Override
            public Optional<ReferenceFacet> reference() {
                return Optional.of(ModelBroker.this);
            }

            @Override
            public void close() {}
        };
    }

    Money startCash() {
        return Money.of(ModelVenue.START_CASH, ModelVenue.USD);
    }
}
