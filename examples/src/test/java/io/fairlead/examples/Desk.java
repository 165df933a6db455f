package io.fairlead.examples;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The account of {@link DeskProvider}: market orders fill at 100.00, limit orders rest. */
final class Desk
        implements Broker, OrderFacet, AccountFacet, ReferenceFacet, MarketDataFacet, HistoryFacet, DiagnosticsFacet {
    private static final List<VenueOrder> RESTING = List.of(resting("old-1", "v-1"), resting("old-3", "v-3"));

    private final String environment;
    private final String behaviour;
    private final Lent lent;
    private final List<VenueOrder> open = new ArrayList<>(RESTING);

    Desk(String environment, String behaviour, Lent lent) {
        this.environment = environment;
        this.behaviour = behaviour;
        this.lent = lent;
        if (!behaviour.equals("silent")) {
            ConnectionEvent.State state =
                    behaviour.equals("closed") ? ConnectionEvent.State.CLOSED : ConnectionEvent.State.UP;
            lent.io().execute(() -> lent.listener().onConnection(new ConnectionEvent(state, "desk says so", now())));
        }
    }

    private static VenueOrder resting(String clientId, String venueId) {
        return new VenueOrder(
                OrderKey.of(new ClientOrderId(clientId), new VenueOrderId(venueId)),
                DeskProvider.COIN,
                Side.BUY,
                Optional.of(Quantity.of("2")),
                Quantity.ZERO,
                OrderType.LIMIT,
                Optional.of(Price.of("90")),
                Optional.empty(),
                TimeInForce.GTC,
                Lifecycle.NEW,
                1);
    }

    private long now() {
        return EpochNanos.of(lent.clock().instant());
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    @Override
    public AccountId account() {
        return AccountId.of("desk", "7");
    }

    @Override
    public String environment() {
        return environment;
    }

    @Override
    public Capabilities capabilities() {
        return new DeskProvider().capabilities(environment);
    }

    @Override
    public boolean isRealMoney() {
        return environment.equals("live");
    }

    @Override
    public OrderFacet orders() {
        return this;
    }

    @Override
    public AccountFacet accounts() {
        return this;
    }

    @Override
    public Optional<MarketDataFacet> marketData() {
        return Optional.of(this);
    }

    @Override
    public Optional<HistoryFacet> history() {
        return Optional.of(this);
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(this);
    }

    @Override
    public Optional<DiagnosticsFacet> diagnostics() {
        return Optional.of(this);
    }

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        lent.approvals().consume(order);
        ClientOrderId id = order.clientOrderId();
        if (behaviour.equals("rejecting")) {
            return done(new SubmitResult.Rejected(id, "the desk does not feel like it"));
        }
        OrderKey key = OrderKey.of(id, new VenueOrderId("v-2"));
        lent.io().execute(() -> lent.listener().onOrderReport(new OrderReport.Working(key, now())));
        if (order.request().type() == OrderType.MARKET) {
            Fill fill = new Fill(
                    "x-1",
                    DeskProvider.COIN,
                    order.request().side(),
                    order.request().quantity().orElseThrow(),
                    Price.of("100"),
                    List.of(),
                    Liquidity.TAKER,
                    now());
            lent.io().execute(() -> lent.listener().onOrderReport(new OrderReport.Filled(key, now(), fill)));
        }
        return done(new SubmitResult.Accepted(id, new VenueOrderId("v-2"), List.of()));
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        return done(new ActionResult.Refused("no changes here"));
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        Optional<VenueOrder> found = find(order);
        if (behaviour.equals("losing") && found.filter(open.get(0)::equals).isPresent()) {
            return new CompletableFuture<>();
        }
        found.ifPresent(open::remove);
        return done(found.isPresent() ? new ActionResult.Taken() : new ActionResult.Refused("no such order"));
    }

    private Optional<VenueOrder> find(OrderKey key) {
        return open.stream()
                .filter(each -> isSame(key.clientOrderId(), each.key().clientOrderId())
                        || isSame(key.venueOrderId(), each.key().venueOrderId()))
                .findFirst();
    }

    private static boolean isSame(Optional<?> asked, Optional<?> known) {
        return asked.isPresent() && asked.equals(known);
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return done(List.copyOf(open));
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return done(find(key));
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return done(List.of());
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
        Holding holding = new Holding(DeskProvider.COIN, Side.BUY, Quantity.of("1.5"), Optional.of(Price.of("80")));
        return done(new Snapshot(List.of(Money.of("100000", Currency.USD)), List.of(holding), now()));
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return done(List.of(DeskProvider.RULES));
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return done(id.equals(DeskProvider.COIN) ? Optional.of(DeskProvider.RULES) : Optional.empty());
    }

    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, MarketDataFacet.Listener listener) {
        return () -> {};
    }

    @Override
    public Subscription quotes(InstrumentId instrument, MarketDataFacet.Listener listener) {
        lent.io().execute(() -> listener.onQuote(new Quote(instrument, now(), 9_999, 5, 10_001, 5, 2, 0)));
        return () -> {};
    }

    @Override
    public Subscription trades(InstrumentId instrument, MarketDataFacet.Listener listener) {
        return () -> {};
    }

    @Override
    public CompletionStage<List<Bar>> bars(InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
        long start = EpochNanos.of(Instant.parse("2026-11-19T00:00:00Z"));
        long day = 86_400_000_000_000L;
        return done(List.of(
                new Bar(instrument, interval, start, start + day, 98, 101.5, 97.25, 100, 12),
                new Bar(instrument, interval, start + day, start + 2 * day, 100, 102, 99, 101, 0.5)));
    }

    @Override
    public CompletionStage<List<Check>> examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("credentials", Verdict.OK, "the key works"));
        checks.add(new Check("permissions", Verdict.WARNING, "the key may withdraw; make one that may only trade"));
        if (behaviour.equals("ill")) {
            checks.add(new Check("account", Verdict.FAULT, "trading is blocked; ask the desk"));
        }
        return done(checks);
    }

    @Override
    public void close() {}
}
