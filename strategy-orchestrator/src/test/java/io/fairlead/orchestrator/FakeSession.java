package io.fairlead.orchestrator;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import io.fairlead.api.strategy.Size;
import io.fairlead.api.strategy.Sizer;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.calendar.Calendars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A session by hand: a test states bars, fills and answers, and reads what the strategy asked for. */
final class FakeSession implements StrategyContext {
    final List<FakeTicket> orders = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, Instant> timers = new TreeMap<>();
    final Map<String, SortedMap<String, String>> decided = new TreeMap<>();
    Optional<Denial> nextDenial = Optional.empty();
    long sizeInUnits = 10;

    private final EnsembleStrategy strategy;
    private final Map<InstrumentId, BarRing> bars = new LinkedHashMap<>();
    private final Map<InstrumentId, FakePosition> positions = new LinkedHashMap<>();
    private long now;

    FakeSession(EnsembleStrategy strategy, InstrumentId... instruments) {
        this.strategy = strategy;
        for (InstrumentId id : instruments) {
            bars.put(id, new BarRing(id, TestBars.FIVE_MINUTES, 5000));
        }
    }

    FakeSession start() {
        strategy.onStart(this);
        return this;
    }

    /** Bars that end together, and the strategy's slice. */
    void slice(Bar... ended) {
        for (Bar bar : ended) {
            learn(bar);
        }
        strategy.onSlice(new Ended(List.of(ended)), this);
    }

    /** A bar that becomes known without a slice. */
    void learn(Bar bar) {
        now = bar.endNanos();
        bars.get(bar.instrument())
                .add(
                        bar.interval(),
                        bar.startNanos(),
                        bar.endNanos(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume());
    }

    void fire(String name, Instant due) {
        now = Math.max(now, EpochNanos.of(due));
        strategy.onTimer(new Timer(name, due), this);
    }

    void hold(InstrumentId id, long units, String price) {
        positions.put(id, new FakePosition(id, units, price));
    }

    /** An order fills in full and the position becomes what it says. */
    void fill(FakeTicket order, String price, long unitsAfter, String meanAfter) {
        Quantity units = order.request().quantity().orElseThrow();
        order.filled(units);
        InstrumentId id = order.request().instrument();
        hold(id, unitsAfter, meanAfter);
        Fill fill = new Fill(
                "x" + order.orderId(),
                id,
                order.request().side(),
                units,
                Price.of(price),
                List.of(),
                Liquidity.TAKER,
                now + 1);
        strategy.onOrderEvent(new OrderEvent.Filled(order, now + 1, fill), this);
    }

    void end(FakeTicket order, Lifecycle how) {
        order.ended(how);
        strategy.onOrderEvent(
                how == Lifecycle.REJECTED
                        ? new OrderEvent.Rejected(order, now, "no locate")
                        : new OrderEvent.Cancelled(order, now, ""),
                this);
    }

    void refuseReplace(FakeTicket order, String reason) {
        order.refuseReplace();
        strategy.onOrderEvent(new OrderEvent.ReplaceRefused(order, now, reason), this);
    }

    /** The stop that the latest entry brought along, working as the venue would have it. */
    FakeTicket workStopOf(FakeTicket entry) {
        OrderRequest request = entry.request();
        Price trigger = request.bracket()
                .orElseThrow()
                .stop()
                .orElseThrow()
                .from(Price.of(1), -request.side().sign());
        return work(OrderRequest.of(request.instrument(), request.side().opposite())
                .quantity(request.quantity().orElseThrow())
                .stop(trigger)
                .build());
    }

    FakeTicket work(OrderRequest request) {
        FakeTicket ticket = new FakeTicket(orders.size() + 1, request);
        orders.add(ticket);
        return ticket;
    }

    @Override
    public Instant now() {
        return EpochNanos.toInstant(now);
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public boolean isWarmingUp() {
        return false;
    }

    @Override
    public List<Instrument> instruments() {
        return bars.keySet().stream().map(this::instrument).toList();
    }

    @Override
    public Instrument instrument(InstrumentId id) {
        return Instrument.equity(id, Currency.USD).calendar(Calendars.nyse()).build();
    }

    @Override
    public BarSeries subscribeBars(InstrumentId id, BarInterval interval, WarmUp warmUp) {
        return bars.get(id);
    }

    @Override
    public void subscribeQuotes(InstrumentId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void subscribeTrades(InstrumentId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BarSeries bars(InstrumentId id, BarInterval interval) {
        return bars.get(id);
    }

    @Override
    public List<Bar> history(InstrumentId id, BarInterval interval, Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Double> lastPrice(InstrumentId id) {
        return Optional.of(bars.get(id).close(0));
    }

    @Override
    public Position position(InstrumentId id) {
        return positions.getOrDefault(id, new FakePosition(id, 0, "0"));
    }

    @Override
    public AccountView account() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sizer size(InstrumentId id) {
        return new Sizer() {
            @Override
            public Quantity fractionOfEquity(double fraction) {
                return Quantity.of(sizeInUnits);
            }

            @Override
            public Quantity notional(Money amount) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Quantity riskFraction(double fraction, Price stop) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Size fixedFractional(double fraction) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Size byAtr(double riskFraction, double atr, double multiple) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Size volatilityTarget(double target, double volatility) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Size kelly(double part, double winRate, double payoff, double cap) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public OrderTicket submit(OrderRequest request) {
        FakeTicket ticket = work(request);
        calls.add("submit " + request);
        nextDenial.ifPresent(ticket::denied);
        return ticket;
    }

    @Override
    public OrderTicket submit(OrderGroup group) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OrderTicket> openOrders() {
        List<OrderTicket> open = new ArrayList<>();
        orders.stream().filter(order -> !order.isClosed()).forEach(open::add);
        return open;
    }

    FakeTicket stop() {
        return orders.stream()
                .filter(order -> order.request().type() == OrderType.STOP)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Override
    public Optional<OrderTicket> order(OrderId id) {
        return Optional.empty();
    }

    @Override
    public void cancelAll(InstrumentId id) {
        calls.add("cancelAll " + id);
    }

    @Override
    public void flatten(InstrumentId id) {
        calls.add("flatten " + id);
    }

    @Override
    public void setTimer(String name, Instant due) {
        timers.put(name, due);
    }

    @Override
    public void cancelTimer(String name) {
        timers.remove(name);
    }

    @Override
    public RandomGenerator random() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void log(String message) {
        calls.add("log " + message);
    }

    @Override
    public void decided(String decisionId, InstrumentId instrument, Supplier<SortedMap<String, String>> facts) {
        decided.put(decisionId, facts.get());
    }

    /** Bars that ended together. */
    private record Ended(List<Bar> bars) implements Slice {
        @Override
        public BarInterval interval() {
            return TestBars.FIVE_MINUTES;
        }

        @Override
        public Instant end() {
            return bars.get(0).end();
        }

        @Override
        public int size() {
            return bars.size();
        }

        @Override
        public InstrumentId instrument(int index) {
            return bars.get(index).instrument();
        }

        @Override
        public Bar bar(int index) {
            return bars.get(index);
        }

        @Override
        public double close(int index) {
            return bars.get(index).close();
        }

        @Override
        public Optional<Bar> bar(InstrumentId instrument) {
            return bars.stream()
                    .filter(bar -> bar.instrument().equals(instrument))
                    .findFirst();
        }

        @Override
        public List<InstrumentId> missing() {
            return List.of();
        }
    }
}
