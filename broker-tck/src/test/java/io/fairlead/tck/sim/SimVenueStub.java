package io.fairlead.tck.sim;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.sim.FaultPlan;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimulatedVenue;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SimulationFacet;
import io.fairlead.spi.VenueOrder;
import io.fairlead.tck.Fault;
import io.fairlead.tck.HeldFill;
import io.fairlead.tck.HeldOrder;
import io.fairlead.tck.Hook;
import io.fairlead.tck.ManualTime;
import io.fairlead.tck.RequestKind;
import io.fairlead.tck.StreamFault;
import io.fairlead.tck.Tradable;
import io.fairlead.tck.VenueStub;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The simulated venue as the kit sees it: driven by its simulation facet, broken by its fault plan. */
final class SimVenueStub implements VenueStub {
    private static final Money CASH = Money.of("10000000", Currency.USD);
    private static final List<Tradable> TRADABLES = List.of(
            new Tradable(
                    Instrument.equity(InstrumentId.of("ACME", "XSIM"), Currency.USD)
                            .build(),
                    Price.of("100"),
                    Quantity.of(40)),
            new Tradable(
                    Instrument.builder(
                                    InstrumentId.of("COINUSD", "XSIM"),
                                    io.fairlead.api.instrument.AssetClass.CRYPTO_SPOT,
                                    Currency.USD)
                            .tick("0.01")
                            .lotStep(Quantity.of("0.00001"))
                            .build(),
                    Price.of("20000"),
                    Quantity.of("0.004")));

    private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-10T15:00:00Z"));
    private final FaultPlan faults = FaultPlan.scripted();
    private final List<SeenBroker> connected = new ArrayList<>();
    /** What was there when the line was cut: until it is mended, the venue cannot be asked. */
    private List<HeldOrder> beforeDrop = List.of();

    private final BrokerProvider provider = new Provider(SimBrokerProvider.of(
            SimulatedVenue.builder().cash(CASH).faults(faults).build()));

    @Override
    public BrokerProvider provider() {
        return provider;
    }

    @Override
    public ProviderConfig config() {
        return ProviderConfig.empty();
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public List<Tradable> instruments() {
        return TRADABLES;
    }

    @Override
    public Set<Hook> hooks() {
        return EnumSet.of(
                Hook.QUOTES,
                Hook.TRADES,
                Hook.COUNTERPARTY,
                Hook.REJECT,
                Hook.STREAM_LOSE,
                Hook.STREAM_DUPLICATE,
                Hook.STREAM_DELAY,
                Hook.STREAM_SWAP,
                Hook.STREAM_DROP,
                Hook.EXPIRY);
    }

    @Override
    public String whyNot(Hook hook) {
        return switch (hook) {
            case REQUEST_LOG, REFUSE, STREAM_SILENCE, RATE_LIMIT, CLOCK_OFFSET ->
                "the simulated venue lives in the caller's process: there is no wire to " + hook.what();
            case CREDENTIALS, LOG -> "the simulated venue takes no credentials";
            case SECOND_CONNECTION, ELSEWHERE -> "a simulated venue belongs to one connection";
            default -> "the simulated venue has no such thing: it cannot " + hook.what();
        };
    }

    @Override
    public boolean canFail(RequestKind kind, Fault fault) {
        return kind.isOrder() && (fault == Fault.NOT_ACTED_NO_ANSWER || fault == Fault.ACTED_NO_ANSWER);
    }

    @Override
    public boolean canReject(RequestKind kind) {
        return kind == RequestKind.SUBMIT;
    }

    // --- What the venue holds ------------------------------------------------------------------------------------

    /** The venue that the latest connection brought. */
    private Optional<SeenBroker> venue() {
        return connected.isEmpty() ? Optional.empty() : Optional.of(connected.get(connected.size() - 1));
    }

    private SeenBroker open() {
        return venue().orElseThrow(() -> new IllegalStateException("nobody has connected"));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public List<HeldOrder> orders() {
        List<HeldOrder> held = new ArrayList<>();
        venue().ifPresent(broker -> {
            for (Map.Entry<ClientOrderId, OrderRequest> seen : broker.arrived().entrySet()) {
                now(broker.orders().order(OrderKey.of(seen.getKey())))
                        .ifPresent(order -> held.add(held(order, seen.getValue())));
            }
        });
        return held;
    }

    private static HeldOrder held(VenueOrder order, OrderRequest arrived) {
        return new HeldOrder(
                order.key().venueOrderId().orElseThrow(),
                order.key().clientOrderId().map(ClientOrderId::value),
                shown(order, arrived),
                order.filledQuantity(),
                order.lifecycle());
    }

    /** What the venue shows, and of what it does not show what arrived. */
    private static OrderRequest shown(VenueOrder order, OrderRequest arrived) {
        OrderRequest.Builder request = OrderRequest.of(order.instrument(), order.side());
        order.quantity().ifPresent(request::quantity);
        if (order.quantity().isEmpty()) {
            arrived.notional().ifPresent(request::notional);
        }
        typed(request, order, arrived);
        if (arrived.expireAt().isPresent()) {
            request.goodTill(arrived.expireAt().get());
        }
        request.timeInForce(order.timeInForce());
        if (arrived.postOnly()) {
            request.postOnly();
        }
        if (arrived.reduceOnly()) {
            request.reduceOnly();
        }
        if (arrived.extendedHours()) {
            request.extendedHours();
        }
        return request.build();
    }

    private static void typed(OrderRequest.Builder request, VenueOrder order, OrderRequest arrived) {
        Price limit = order.limitPrice().orElse(Price.of(0));
        Price trigger = order.triggerPrice().orElse(Price.of(0));
        OrderType type = order.type();
        switch (type) {
            case MARKET -> request.market();
            case LIMIT -> request.limit(limit);
            case STOP -> request.stop(trigger);
            case STOP_LIMIT -> request.stopLimit(trigger, limit);
            case TRAILING_STOP -> request.trailingStop(arrived.trail().orElseThrow());
            case MARKET_ON_OPEN -> request.marketOnOpen();
            case LIMIT_ON_OPEN -> request.limitOnOpen(limit);
            case MARKET_ON_CLOSE -> request.marketOnClose();
            case LIMIT_ON_CLOSE -> request.limitOnClose(limit);
            case MARKET_IF_TOUCHED -> request.marketIfTouched(trigger);
            case LIMIT_IF_TOUCHED -> request.limitIfTouched(trigger, limit);
        }
    }

    private List<Execution> executions() {
        return venue().map(broker -> now(broker.orders().executionsSince(Instant.EPOCH)))
                .orElse(List.of());
    }

    @Override
    public List<HeldFill> fills() {
        return executions().stream()
                .map(execution -> new HeldFill(execution.key().venueOrderId().orElseThrow(), execution.fill()))
                .toList();
    }

    /** Worked out from the fills, apart from the venue's own books. */
    @Override
    public List<Money> cash() {
        Money cash = CASH;
        for (Execution execution : executions()) {
            Fill fill = execution.fill();
            BigDecimal sign = BigDecimal.valueOf(fill.side().sign());
            cash = cash.minus(fill.price().times(fill.quantity(), Currency.USD).times(sign));
            for (Money fee : fill.fees()) {
                cash = cash.minus(fee);
            }
        }
        return List.of(cash);
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return executions().stream()
                .map(Execution::fill)
                .filter(fill -> fill.instrument().equals(instrument))
                .map(fill -> fill.quantity()
                        .value()
                        .multiply(BigDecimal.valueOf(fill.side().sign())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    // --- The market ----------------------------------------------------------------------------------------------

    private SimulationFacet market() {
        return open().simulation().orElseThrow();
    }

    private static int index(InstrumentId instrument) {
        return TRADABLES.stream()
                .map(tradable -> tradable.instrument().id())
                .toList()
                .indexOf(instrument);
    }

    @Override
    public void quote(Quote quote) {
        market().onQuote(index(quote.instrument()), quote);
    }

    @Override
    public void trade(Trade trade) {
        market().onTrade(index(trade.instrument()), trade);
    }

    @Override
    public void fill(VenueOrderId order, Quantity quantity) {
        OrderRequest resting = (beforeDrop.isEmpty() ? orders() : beforeDrop)
                .stream()
                        .filter(held -> held.id().equals(order))
                        .findFirst()
                        .orElseThrow()
                        .request();
        int index = index(resting.instrument());
        Instrument instrument = TRADABLES.get(index).instrument();
        market().onTrade(
                        index,
                        new Trade(
                                instrument.id(),
                                time.nowNanos(),
                                resting.limitPrice().orElseThrow().toScaled(instrument.priceScale()),
                                quantity.toScaled(instrument.quantityScale()),
                                Trade.Aggressor.UNKNOWN,
                                instrument.priceScale(),
                                instrument.quantityScale(),
                                ""));
    }

    private void begin(Broker broker) {
        SimulationFacet market = broker.simulation().orElseThrow();
        for (int index = 0; index < TRADABLES.size(); index++) {
            Tradable tradable = TRADABLES.get(index);
            Instrument instrument = tradable.instrument();
            Price tick = instrument.ticks().tickAt(tradable.price());
            long size = Quantity.of(tradable.quantity().value().multiply(BigDecimal.valueOf(1000)))
                    .toScaled(instrument.quantityScale());
            market.onInstrument(index, instrument);
            market.onQuote(
                    index,
                    new Quote(
                            instrument.id(),
                            time.nowNanos(),
                            tradable.price().minus(tick).toScaled(instrument.priceScale()),
                            size,
                            tradable.price().plus(tick).toScaled(instrument.priceScale()),
                            size,
                            instrument.priceScale(),
                            instrument.quantityScale()));
        }
    }

    // --- Faults --------------------------------------------------------------------------------------------------

    @Override
    public void failNext(RequestKind kind, Fault fault) {
        faults.loseNextAnswer(
                fault.acted() ? FaultPlan.Lost.AFTER_THE_VENUE_ACTED : FaultPlan.Lost.BEFORE_THE_VENUE_ACTED);
    }

    @Override
    public void rejectNext(RequestKind kind, String text) {
        faults.rejectNext(text);
    }

    @Override
    public void failNextEvent(StreamFault fault) {
        switch (fault) {
            case LOSE -> faults.dropNextReport();
            case DUPLICATE -> faults.duplicateNextReport();
            case DELAY -> faults.delayNextReport(1_000);
            case SWAP -> faults.swapNextReports();
        }
    }

    @Override
    public void tellLate() {
        market().onTime(time.nowNanos());
        market().onTime(time.nowNanos());
    }

    @Override
    public void dropStream() {
        beforeDrop = orders();
        faults.disconnect("the line is cut");
        timePassed();
    }

    @Override
    public void restoreStream() {
        faults.reconnect();
        beforeDrop = List.of();
        timePassed();
    }

    @Override
    public void timePassed() {
        venue().ifPresent(broker -> market().onTime(time.nowNanos()));
    }

    @Override
    public void close() {
        connected.forEach(Broker::close);
    }

    /** The provider as it is; each venue that it makes is given its market. */
    private final class Provider implements BrokerProvider {
        private final BrokerProvider sim;

        private Provider(BrokerProvider sim) {
            this.sim = sim;
        }

        @Override
        public String id() {
            return sim.id();
        }

        @Override
        public String version() {
            return sim.version();
        }

        @Override
        public List<ConfigKey> configKeys() {
            return sim.configKeys();
        }

        @Override
        public List<String> environments() {
            return sim.environments();
        }

        @Override
        public Capabilities capabilities(String environment) {
            return sim.capabilities(environment);
        }

        @Override
        public String accountNumber(ProviderConfig config) {
            return sim.accountNumber(config);
        }

        @Override
        public Broker connect(ProviderConfig config, Lent lent) {
            SeenBroker broker = new SeenBroker(sim.connect(config, lent));
            begin(broker);
            connected.add(broker);
            return broker;
        }
    }
}
