package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.LookAheadException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import io.fairlead.api.strategy.Sizer;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.journal.JournalRecord.Decided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What one strategy sees of its session. */
final class HostContext implements StrategyContext {
    private final SessionCore core;
    private final StrategyHost host;
    private final SplittableRandom random;

    HostContext(SessionCore core, StrategyHost host, long seed) {
        this.core = core;
        this.host = host;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Instant now() {
        return core.clock().instant();
    }

    @Override
    public long nowNanos() {
        return core.clock().nowNanos();
    }

    @Override
    public boolean isWarmingUp() {
        return host.isWarming();
    }

    @Override
    public List<Instrument> instruments() {
        return core.instruments().all();
    }

    @Override
    public Instrument instrument(InstrumentId id) {
        return core.instruments().get(core.instruments().require(id));
    }

    @Override
    public BarSeries subscribeBars(InstrumentId id, BarInterval interval, WarmUp warmUp) {
        return core.subscribeBars(host, core.instruments().require(id), interval, warmUp.bars());
    }

    @Override
    public void subscribeQuotes(InstrumentId id) {
        core.subscribeQuotes(host, core.instruments().require(id));
    }

    @Override
    public void subscribeTrades(InstrumentId id) {
        core.subscribeTrades(host, core.instruments().require(id));
    }

    @Override
    public BarSeries bars(InstrumentId id, BarInterval interval) {
        return series(id, interval);
    }

    private HostSeries series(InstrumentId id, BarInterval interval) {
        HostSeries series = host.series(core.instruments().require(id), interval);
        if (series == null) {
            throw new BadInputException(
                    host.name() + " has no bars of " + id + " " + interval + "; call subscribeBars in onStart");
        }
        return series;
    }

    @Override
    public List<Bar> history(InstrumentId id, BarInterval interval, Instant from, Instant to) {
        HostSeries series = series(id, interval);
        if (to.isAfter(now())) {
            throw new LookAheadException("bars of " + id + " until " + to + " are not known at " + now());
        }
        BarColumns columns = series.stream().columns();
        long end = EpochNanos.of(to);
        List<Bar> bars = new ArrayList<>();
        for (int i = Math.max(series.first(), columns.indexStartingFrom(EpochNanos.of(from)));
                i < series.stream().known() && columns.startNanos(i) < end;
                i++) {
            bars.add(columns.bar(i));
        }
        return bars;
    }

    @Override
    public Optional<Double> lastPrice(InstrumentId id) {
        int index = core.instruments().require(id);
        return core.marks().isKnown(index) ? Optional.of(core.lastPrice(index)) : Optional.empty();
    }

    @Override
    public Position position(InstrumentId id) {
        return host.positions().position(core.instruments().require(id));
    }

    @Override
    public AccountView account() {
        return core.ledger().view();
    }

    @Override
    public Sizer size(InstrumentId id) {
        return new HostSizer(core, core.instruments().require(id));
    }

    @Override
    public OrderTicket submit(OrderRequest request) {
        return core.desk().submit(host.index(), request, host.terms());
    }

    @Override
    public OrderTicket submit(OrderGroup group) {
        return core.desk().submit(host.index(), group, host.terms());
    }

    @Override
    public List<OrderTicket> openOrders() {
        return core.desk().openOrders(host.index());
    }

    @Override
    public Optional<OrderTicket> order(OrderId id) {
        return core.desk()
                .order(id)
                .filter(order -> order.owner() == host.index())
                .map(order -> order);
    }

    @Override
    public void cancelAll(InstrumentId id) {
        core.instruments().require(id);
        for (OrderTicket order : openOrders()) {
            if (order.request().instrument().equals(id)) {
                order.cancel();
            }
        }
    }

    @Override
    public void flatten(InstrumentId id) {
        core.flattening().begin(host, core.instruments().require(id));
    }

    @Override
    public void setTimer(String name, Instant due) {
        core.timers().set(host, name, EpochNanos.of(due));
    }

    @Override
    public void cancelTimer(String name) {
        core.timers().cancel(host, name);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void log(String message) {
        core.log(host, message);
    }

    @Override
    public void decided(String decisionId, InstrumentId instrument, Supplier<SortedMap<String, String>> facts) {
        if (core.log().isOn()) {
            core.log().write(new Decided(host.index(), decisionId, instrument, facts.get()));
        }
    }
}
