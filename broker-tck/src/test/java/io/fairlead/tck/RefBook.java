package io.fairlead.tck;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.tck.RefWire.Event;
import io.fairlead.tck.RefWire.Executed;
import io.fairlead.tck.RefWire.Failure;
import io.fairlead.tck.RefWire.NewGroup;
import io.fairlead.tck.RefWire.NewOrder;
import io.fairlead.tck.RefWire.OrderView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The reference venue's orders, matching and account. Under the venue's lock. */
final class RefBook {
    /** What makers' rebates are paid in. */
    static final Currency FEE_COIN = Currency.of("FEECOIN");

    private final List<Tradable> tradables;
    private final ManualTime time;
    private final Consumer<Event> stream;
    private final List<RefOrder> orders = new ArrayList<>();
    private final List<Executed> executions = new ArrayList<>();
    private final Map<InstrumentId, Quote> quotes = new HashMap<>();
    private final Map<InstrumentId, BigDecimal> positions = new HashMap<>();
    private final Map<Currency, Money> cash = new TreeMap<>();
    private boolean shortSelling = true;
    private int ids;

    RefBook(List<Tradable> tradables, ManualTime time, Consumer<Event> stream) {
        this.tradables = tradables;
        this.time = time;
        this.stream = stream;
        cash.put(Currency.USD, Money.of("10000000.123456789", Currency.USD));
        cash.put(FEE_COIN, Money.of("1000", FEE_COIN));
        for (Tradable tradable : tradables) {
            Price tick = tradable.instrument().ticks().tickAt(tradable.price());
            Quantity size = Quantity.of(tradable.quantity().value().multiply(BigDecimal.valueOf(1000)));
            quotes.put(
                    tradable.instrument().id(),
                    quoteOf(
                            tradable,
                            tradable.price().minus(tick),
                            tradable.price().plus(tick),
                            size));
        }
    }

    private Quote quoteOf(Tradable tradable, Price bid, Price ask, Quantity size) {
        int prices = tradable.instrument().priceScale();
        int sizes = tradable.instrument().quantityScale();
        return new Quote(
                tradable.instrument().id(),
                time.nowNanos(),
                bid.toScaled(prices),
                size.toScaled(sizes),
                ask.toScaled(prices),
                size.toScaled(sizes),
                prices,
                sizes);
    }

    void forbidShortSales() {
        shortSelling = false;
    }

    // --- What it holds -------------------------------------------------------------------------------------------

    List<RefOrder> orders() {
        return orders;
    }

    List<Executed> executions() {
        return executions;
    }

    List<Money> cash() {
        return List.copyOf(cash.values());
    }

    BigDecimal position(InstrumentId id) {
        return positions.getOrDefault(id, BigDecimal.ZERO);
    }

    Map<InstrumentId, BigDecimal> positions() {
        return positions;
    }

    List<Instrument> instruments() {
        return tradables.stream().map(Tradable::instrument).toList();
    }

    private Instrument instrument(InstrumentId id) {
        return instruments().stream()
                .filter(instrument -> instrument.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failure(Failure.Kind.REJECTED, "no instrument " + id));
    }

    List<OrderView> open() {
        return orders.stream().filter(RefOrder::isOpen).map(RefOrder::view).toList();
    }

    Optional<RefOrder> find(String venueId, String clientId) {
        return orders.stream()
                .filter(order -> order.id.equals(venueId)
                        || (!clientId.isEmpty() && order.clientId.equals(Optional.of(clientId))))
                .reduce((earlier, later) -> later);
    }

    private RefOrder require(String venueId) {
        return find(venueId, "").orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, "no order " + venueId));
    }

    // --- Requests ------------------------------------------------------------------------------------------------

    List<OrderView> submit(NewGroup group) {
        RefOrder first = check(group.first());
        List<RefOrder> legs = group.legs().stream().map(this::check).toList();
        add(first);
        first.contingency = group.contingency();
        first.legs.addAll(legs);
        boolean waits = group.contingency() == Contingency.OTO || group.contingency() == Contingency.BRACKET;
        for (RefOrder leg : legs) {
            leg.lifecycle = waits ? Lifecycle.SUSPENDED : Lifecycle.NEW;
            add(leg);
        }
        if (group.contingency() == Contingency.OCO) {
            first.rivals = legs;
            legs.forEach(leg -> leg.rivals = List.of(first));
        } else if (group.contingency() == Contingency.BRACKET) {
            legs.get(0).rivals = List.of(legs.get(1));
            legs.get(1).rivals = List.of(legs.get(0));
        }
        match(first);
        List<OrderView> views = new ArrayList<>(List.of(first.view()));
        legs.forEach(leg -> views.add(leg.view()));
        return views;
    }

    private RefOrder check(NewOrder order) {
        Instrument instrument = instrument(order.request().instrument());
        if (order.clientId().isPresent() && find("", order.clientId().get()).isPresent()) {
            throw new Failure(
                    Failure.Kind.REJECTED, "duplicate id " + order.clientId().get());
        }
        Optional<Quantity> quantity = order.request().quantity();
        if (quantity.isPresent() && !instrument.isOnLot(quantity.get())) {
            throw new Failure(Failure.Kind.REJECTED, "off the lot grid");
        }
        if (order.request().postOnly() && touches(order.request())) {
            throw new Failure(Failure.Kind.REJECTED, "post-only would take");
        }
        boolean beyond = order.request().side() == Side.SELL
                && quantity.isPresent()
                && quantity.get().value().compareTo(position(instrument.id())) > 0;
        if (beyond && !shortSelling && !order.request().reduceOnly()) {
            throw new Failure(Failure.Kind.REJECTED, "not held");
        }
        ids++;
        return new RefOrder("V" + (100000 + ids), order.clientId(), order.request(), time.nowNanos());
    }

    private void add(RefOrder order) {
        orders.add(order);
        stream.accept(
                order.lifecycle == Lifecycle.SUSPENDED
                        ? new Event.Waiting(order.view(), time.nowNanos())
                        : new Event.Working(order.view(), time.nowNanos()));
    }

    /** Takes an order that was placed by another program. */
    RefOrder elsewhere(OrderRequest request) {
        RefOrder order = check(new NewOrder(Optional.empty(), request));
        add(order);
        return order;
    }

    void cancel(String venueId, String clientId) {
        RefOrder order = find(venueId, clientId).orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, "no order"));
        if (!order.isOpen()) {
            throw new Failure(Failure.Kind.REJECTED, "too late: " + order.lifecycle);
        }
        end(order, Lifecycle.CANCELLED);
    }

    OrderView replace(String venueId, Optional<String> clientId, OrderChange change) {
        RefOrder before = require(venueId);
        if (!before.isOpen()) {
            throw new Failure(Failure.Kind.REJECTED, "too late: " + before.lifecycle);
        }
        ids++;
        RefOrder now = new RefOrder("V" + (100000 + ids), clientId, change.applyTo(before.request), time.nowNanos());
        now.filled = before.filled;
        before.lifecycle = Lifecycle.CANCELLED;
        orders.add(now);
        stream.accept(new Event.Replaced(before.view(), now.view(), time.nowNanos()));
        match(now);
        return now.view();
    }

    private void end(RefOrder order, Lifecycle how) {
        order.lifecycle = how;
        stream.accept(new Event.Ended(order.view(), time.nowNanos()));
        boolean waiting = order.filled.isZero();
        order.legs.stream()
                .filter(leg -> leg.isOpen() && waiting && order.contingency != Contingency.OCO)
                .forEach(leg -> end(leg, Lifecycle.CANCELLED));
    }

    // --- Matching ------------------------------------------------------------------------------------------------

    void quote(Quote quote) {
        quotes.put(quote.instrument(), quote);
        for (RefOrder order : List.copyOf(orders)) {
            if (order.request.instrument().equals(quote.instrument())) {
                match(order);
            }
        }
    }

    void trade(Trade trade) {
        for (RefOrder order : List.copyOf(orders)) {
            boolean waits = order.lifecycle == Lifecycle.NEW
                    && order.request.type() == OrderType.STOP
                    && order.request.instrument().equals(trade.instrument());
            if (waits && reached(order, trade.tradePrice())) {
                order.lifecycle = Lifecycle.TRIGGERED;
                take(order, order.left(), touch(order.request));
            }
        }
    }

    private static boolean reached(RefOrder order, Price price) {
        int compared = price.compareTo(order.request.triggerPrice().orElseThrow());
        return order.request.side() == Side.BUY ? compared >= 0 : compared <= 0;
    }

    private Price touch(OrderRequest request) {
        Quote quote = quotes.get(request.instrument());
        return request.side() == Side.BUY ? quote.askPrice() : quote.bidPrice();
    }

    private Quantity shown(OrderRequest request) {
        Quote quote = quotes.get(request.instrument());
        return request.side() == Side.BUY ? quote.askQuantity() : quote.bidQuantity();
    }

    private boolean touches(OrderRequest request) {
        if (request.type() == OrderType.MARKET) {
            return true;
        }
        if (request.type() != OrderType.LIMIT) {
            return false;
        }
        int compared = touch(request).compareTo(request.limitPrice().orElseThrow());
        return request.side() == Side.BUY ? compared <= 0 : compared >= 0;
    }

    private void match(RefOrder order) {
        if (order.lifecycle != Lifecycle.NEW) {
            return;
        }
        if (order.request.notional().isPresent()) {
            matchNotional(order, order.request.notional().get());
            return;
        }
        TimeInForce duration = order.request.timeInForce();
        boolean immediate = duration == TimeInForce.IOC || duration == TimeInForce.FOK;
        if (touches(order.request)) {
            Quantity available = shown(order.request).min(order.left());
            if (duration != TimeInForce.FOK || available.equals(order.left())) {
                take(order, available, touch(order.request));
            }
        }
        if (immediate && order.isOpen()) {
            end(order, Lifecycle.CANCELLED);
        }
    }

    private void matchNotional(RefOrder order, Money amount) {
        Instrument instrument = instrument(order.request.instrument());
        Price price = touch(order.request);
        Quantity bought =
                instrument.roundDownToLot(Quantity.of(amount.value().divide(price.value(), 12, RoundingMode.DOWN)));
        execute(order, bought, price, Liquidity.TAKER);
        order.lifecycle = Lifecycle.FILLED;
        stream.accept(new Event.Done(order.view(), time.nowNanos()));
    }

    private void take(RefOrder order, Quantity quantity, Price price) {
        if (!quantity.isZero()) {
            fill(order, quantity, price, Liquidity.TAKER);
        }
    }

    /** Somebody trades against a resting order. */
    void fill(String venueId, Quantity quantity, Optional<Price> price) {
        RefOrder order = require(venueId);
        Price at = price.or(order.request::limitPrice).orElseGet(() -> touch(order.request));
        fill(order, quantity, at, Liquidity.MAKER);
    }

    private void fill(RefOrder order, Quantity quantity, Price price, Liquidity liquidity) {
        boolean done = quantity.equals(order.left());
        if (done) {
            order.lifecycle = Lifecycle.FILLED;
        }
        execute(order, quantity, price, liquidity);
        if (!done) {
            return;
        }
        order.rivals.stream().filter(RefOrder::isOpen).forEach(rival -> end(rival, Lifecycle.CANCELLED));
        for (RefOrder leg : order.legs) {
            if (leg.lifecycle == Lifecycle.SUSPENDED) {
                leg.lifecycle = Lifecycle.NEW;
                stream.accept(new Event.Working(leg.view(), time.nowNanos()));
            }
        }
    }

    private void execute(RefOrder order, Quantity quantity, Price price, Liquidity liquidity) {
        order.filled = order.filled.plus(quantity);
        OrderRequest request = order.request;
        Money value = instrument(request.instrument()).notional(price, quantity);
        Money fee = liquidity == Liquidity.TAKER
                ? value.times(new BigDecimal("0.001"))
                : Money.of(quantity.value().multiply(new BigDecimal("-0.0003")), FEE_COIN);
        Fill fill = new Fill(
                "E" + (executions.size() + 1),
                request.instrument(),
                request.side(),
                quantity,
                price,
                List.of(fee),
                liquidity,
                time.nowNanos());
        BigDecimal sign = BigDecimal.valueOf(request.side().sign());
        positions.merge(request.instrument(), quantity.value().multiply(sign), BigDecimal::add);
        pay(value.times(sign));
        pay(fee);
        Executed executed = new Executed(order.id, order.clientId, fill, order.filled);
        executions.add(executed);
        stream.accept(new Event.Execution(order.view(), executed));
    }

    private void pay(Money amount) {
        cash.merge(amount.currency(), amount.negated(), Money::plus);
    }

    void bust(String executionId) {
        Executed gone = execution(executionId);
        executions.remove(gone);
        stream.accept(new Event.Busted(require(gone.orderId()).view(), executionId, time.nowNanos()));
    }

    void correct(String executionId, Price price) {
        Executed before = execution(executionId);
        Fill fill = before.fill();
        Fill now = new Fill(
                executionId + "c",
                fill.instrument(),
                fill.side(),
                fill.quantity(),
                price,
                fill.fees(),
                fill.liquidity(),
                fill.timeNanos());
        executions.set(
                executions.indexOf(before),
                new Executed(before.orderId(), before.clientId(), now, before.cumulative()));
        stream.accept(new Event.Corrected(require(before.orderId()).view(), executionId, now, time.nowNanos()));
    }

    private Executed execution(String id) {
        return executions.stream()
                .filter(executed -> executed.fill().executionId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Ends what is due by now. */
    void timePassed() {
        for (RefOrder order : List.copyOf(orders)) {
            boolean due = order.request
                    .expireAt()
                    .map(end -> EpochNanos.of(end) <= time.nowNanos())
                    .orElse(false);
            if (due && order.isOpen()) {
                end(order, Lifecycle.EXPIRED);
            }
        }
    }
}
