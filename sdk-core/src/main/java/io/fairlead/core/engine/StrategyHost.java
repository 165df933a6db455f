package io.fairlead.core.engine;

import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.core.ledger.PositionBook;
import io.fairlead.core.order.OrderDesk;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One strategy in its session: its callbacks, what it subscribed to, its positions, and whether it still runs. */
final class StrategyHost {
    private record SeriesKey(int instrumentIndex, BarInterval interval) {}

    private final int index;
    private final String name;
    private final Strategy strategy;
    private final SessionCore core;
    private final PositionBook positions;
    private final boolean takesBars;
    private final boolean takesSlices;
    private final Map<SeriesKey, HostSeries> series = new HashMap<>();
    private final Map<BarInterval, SliceTracker> slices = new HashMap<>();
    private final HostContext context;
    private final StrategyHost[] alone = {this};
    private boolean suspended;
    private boolean warming;
    private boolean stopping;
    private boolean stateChanged;

    StrategyHost(int index, String name, Strategy strategy, SessionCore core, PositionBook positions, long seed) {
        this.index = index;
        this.name = name;
        this.strategy = strategy;
        this.core = core;
        this.positions = positions;
        this.takesBars = overrides(strategy, "onBar", Bar.class);
        this.takesSlices = overrides(strategy, "onSlice", Slice.class);
        this.context = new HostContext(core, this, seed);
    }

    private static boolean overrides(Strategy strategy, String callback, Class<?> datum) {
        try {
            return strategy.getClass()
                            .getMethod(callback, datum, StrategyContext.class)
                            .getDeclaringClass()
                    != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Strategy has no " + callback, e);
        }
    }

    /** An array of this strategy only: shared by the streams that nobody else takes, so that it stays near. Not to be written to. */
    StrategyHost[] alone() {
        return alone;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    Strategy strategy() {
        return strategy;
    }

    PositionBook positions() {
        return positions;
    }

    boolean takesBars() {
        return takesBars;
    }

    boolean takesSlices() {
        return takesSlices;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isWarming() {
        return warming;
    }

    boolean isStopping() {
        return stopping;
    }

    /** On what terms its orders pass now. */
    OrderDesk.Terms terms() {
        if (warming) {
            return OrderDesk.Terms.WARMING_UP;
        }
        if (stopping) {
            return OrderDesk.Terms.STOPPING;
        }
        return suspended ? OrderDesk.Terms.SUSPENDED : OrderDesk.Terms.NORMAL;
    }

    @Nullable
    HostSeries series(int instrumentIndex, BarInterval interval) {
        return series.get(new SeriesKey(instrumentIndex, interval));
    }

    void addSeries(int instrumentIndex, HostSeries added) {
        series.put(new SeriesKey(instrumentIndex, added.interval()), added);
    }

    SliceTracker slice(BarInterval interval) {
        return slices.computeIfAbsent(interval, any -> core.slices().open(this, any));
    }

    void start() {
        call("onStart", () -> strategy.onStart(context));
    }

    void restore(Map<String, String> state) {
        call("restoreState", () -> strategy.restoreState(state));
    }

    /** Shows the latest bar of a stream. It is made here, next to who reads it, so that the compiler can do without it (measured). */
    void onBar(BarStream stream) {
        if (!suspended) {
            core.enter();
            try {
                strategy.onBar(stream.latest(), context);
            } catch (RuntimeException | Error e) {
                suspend("onBar", e);
            } finally {
                core.leave();
            }
        }
    }

    void onSlice(SliceTracker slice) {
        if (!suspended) {
            call("onSlice", () -> strategy.onSlice(slice, context));
        }
    }

    void onQuote(Quote quote) {
        if (!suspended) {
            call("onQuote", () -> strategy.onQuote(quote, context));
        }
    }

    void onTrade(Trade trade) {
        if (!suspended) {
            call("onTrade", () -> strategy.onTrade(trade, context));
        }
    }

    void onTimer(Timer timer) {
        if (!suspended) {
            call("onTimer", () -> strategy.onTimer(timer, context));
        }
    }

    void onOrderEvent(OrderEvent event) {
        stateChanged = true;
        core.enter();
        try {
            strategy.onOrderEvent(event, context);
        } catch (RuntimeException | Error e) {
            suspend("onOrderEvent", e);
        } finally {
            core.leave();
        }
    }

    void onWarmUpBar(Bar bar) {
        warming = true;
        try {
            if (!suspended) {
                call("onBar", () -> strategy.onBar(bar, context));
            }
        } finally {
            warming = false;
        }
    }

    /** From now on only cancels pass: the session is closing. */
    void refuseOrders() {
        stopping = true;
    }

    void stop() {
        if (!suspended) {
            call("onStop", () -> strategy.onStop(context));
        }
    }

    /** What the strategy wants kept, if an order of it changed since it was last asked; null if not. */
    @Nullable
    Map<String, String> stateIfChanged(boolean always) {
        if (suspended || !(stateChanged || always)) {
            return null;
        }
        stateChanged = false;
        try {
            return strategy.saveState();
        } catch (RuntimeException | Error e) {
            suspend("saveState", e);
            return null;
        }
    }

    private void call(String callback, Runnable body) {
        core.enter();
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            suspend(callback, e);
        } finally {
            core.leave();
        }
    }

    private void suspend(String callback, Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        suspended = true;
        core.strategyFailed(this, callback, thrown);
    }
}
