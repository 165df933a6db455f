package io.fairlead.benchmarks;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
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
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An adapter that notes when an order reaches it and refuses it at once: what is before it is measured, nothing behind it. One thread. */
final class EchoBroker implements BrokerProvider, Broker, OrderFacet, ReferenceFacet, MarketDataFacet {
    static final InstrumentId ID = InstrumentId.of("AAPL", "US");

    private final Instrument instrument = Instrument.equity(ID, Currency.USD)
            .ticks(TickTable.of(Price.of("0.01")))
            .calendar(TradingCalendar.alwaysOpen())
            .build();
    private final List<MarketDataFacet.Listener> takers = new ArrayList<>();
    private Optional<Lent> lent = Optional.empty();
    /** When the last order reached this adapter, by the machine's nanosecond counter. */
    long enteredNanos;

    void quote(long timeNanos) {
        Quote quote = new Quote(ID, timeNanos, 18_750, 100, 18_752, 100, 2, 0);
        for (MarketDataFacet.Listener taker : takers) {
            taker.onQuote(quote);
        }
    }

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        enteredNanos = System.nanoTime();
        lent.orElseThrow().approvals().consume(order);
        return CompletableFuture.completedFuture(new SubmitResult.Rejected(order.clientOrderId(), "echo"));
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        throw new UnsupportedCapabilityException("no replace");
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        return CompletableFuture.completedFuture(new ActionResult.Taken());
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public Broker connect(ProviderConfig config, Lent parts) {
        lent = Optional.of(parts);
        takers.clear();
        parts.listener().onConnection(new ConnectionEvent(ConnectionEvent.State.UP, "echo", 0));
        return this;
    }

    @Override
    public Subscription bars(InstrumentId id, BarInterval interval, MarketDataFacet.Listener listener) {
        throw new UnsupportedCapabilityException("quotes only");
    }

    @Override
    public Subscription quotes(InstrumentId id, MarketDataFacet.Listener listener) {
        takers.add(listener);
        return () -> takers.remove(listener);
    }

    @Override
    public Subscription trades(InstrumentId id, MarketDataFacet.Listener listener) {
        throw new UnsupportedCapabilityException("quotes only");
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return CompletableFuture.completedFuture(List.of(instrument));
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return CompletableFuture.completedFuture(Optional.of(instrument));
    }

    @Override
    public AccountId account() {
        return AccountId.of("echo", "1");
    }

    @Override
    public String environment() {
        return "test";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder()
                .assetClasses(AssetClass.EQUITY)
                .order(OrderType.LIMIT, TimeInForce.DAY)
                .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                .features(Capabilities.Feature.QUOTE_STREAM)
                .build();
    }

    @Override
    public boolean isRealMoney() {
        return false;
    }

    @Override
    public OrderFacet orders() {
        return this;
    }

    @Override
    public AccountFacet accounts() {
        throw new UnsupportedCapabilityException("no account to show");
    }

    @Override
    public Optional<MarketDataFacet> marketData() {
        return Optional.of(this);
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(this);
    }

    @Override
    public void close() {}

    @Override
    public String id() {
        return "echo";
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
        return List.of("test");
    }

    @Override
    public Capabilities capabilities(String environment) {
        return capabilities();
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return "1";
    }
}
