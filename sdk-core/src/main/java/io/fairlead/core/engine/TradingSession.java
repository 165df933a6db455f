package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.ClientOrderIds;
import io.fairlead.core.order.InstrumentTable;
import io.fairlead.core.order.ManagedOrder;
import io.fairlead.core.order.MarketHours;
import io.fairlead.core.order.Marks;
import io.fairlead.core.order.OrderDesk;
import io.fairlead.core.order.VenueLink;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataProvider.MarketDataConnection;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SimulationFacet;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running set of strategies on one account: clock, data, gate, order desk, ledger and broker, handled by one thread. A host may open
 * several; they share nothing. All methods may be called from any thread.
 */
public final class TradingSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TradingSession.class);
    private static final long ANSWER_TIMEOUT_SECONDS = 30;

    private final Mode mode;
    private final SessionCore core;
    private final Broker broker;
    private final RiskGate gate;
    private final ClosePolicy closePolicy;
    private final ScheduledExecutorService io;
    private final Optional<MarketDataConnection> source;
    private final @Nullable BacktestData backtest;
    private final @Nullable LiveLoop live;
    private final @Nullable Thread thread;
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();
    private volatile TradingState tradingState = TradingState.ACTIVE;
    private volatile boolean stopRequested;

    TradingSession(SessionBuilder with, Mode mode) {
        this.mode = mode;
        this.closePolicy = with.closePolicy();
        this.io = Executors.newScheduledThreadPool(2, task -> {
            Thread made = new Thread(task, "fairlead-io");
            made.setDaemon(true);
            return made;
        });
        boolean past = mode == Mode.BACKTEST;
        BrokerProvider provider = with.broker();
        this.source = past
                ? Optional.empty()
                : with.marketData().map(p -> p.connect(with.marketDataConfig(), with.clock(), io));
        this.gate = RiskGate.standalone(with.policy(mode));
        AccountId account = AccountId.of(provider.id(), provider.accountNumber(with.brokerConfig()));
        ApprovalVerifier approvals = gate.connection(provider.id(), account);
        InstrumentTable instruments = new InstrumentTable();
        EngineClock clock = new EngineClock(
                past ? startOf(with) : EpochNanos.of(with.clock().instant()));
        List<Money> cash = with.cash();
        Ledger ledger = new Ledger(account, cash.get(0).currency(), cash);
        with.rates().forEach(ledger::rate);
        Marks marks = new Marks();
        MarketHours hours = new MarketHours();
        this.core = new SessionCore(clock, instruments, marks, hours, ledger, with.listeners(), with.states());
        Clock lentClock = past ? clock : with.clock();
        this.broker = provider.connect(with.brokerConfig(), new BrokerProvider.Lent(lentClock, io, approvals, core));
        try {
            refuseRealMoney();
            for (Instrument instrument : past ? with.data().instruments() : lookUp(with)) {
                instruments.put(instrument);
                ledger.register(instrument);
            }
            OrderDesk desk = new OrderDesk(
                    new VenueLink(broker, gate, approvals, mode == Mode.DRY_RUN),
                    instruments,
                    ledger,
                    marks,
                    hours,
                    new ClientOrderIds(past ? new SplittableRandom(with.seed()) : new SecureRandom()),
                    () -> tradingState,
                    with.leverage(),
                    core);
            SimulationFacet simulation = broker.simulation().orElse(null);
            if (past) {
                BacktestData bars = new BacktestData(core, with.data(), startOf(with), endOf(with));
                core.connect(desk, bars, simulation);
                this.backtest = bars;
                this.live = null;
            } else {
                LiveData stream = new LiveData(core, marketData(), history());
                core.connect(desk, stream, simulation);
                this.backtest = null;
                this.live = new LiveLoop(core, stream, lentClock, simulation, with.sliceTimeout());
            }
            addStrategies(with);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
        this.thread = live == null ? null : new Thread(this::runLive, "fairlead-session");
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Starts collecting what a session needs. */
    public static SessionBuilder builder() {
        return new SessionBuilder();
    }

    /** Where a backtest begins: as asked, else at the start of its first bar. */
    private static long startOf(SessionBuilder with) {
        if (with.from().isPresent()) {
            return EpochNanos.of(with.from().get());
        }
        long earliest = Long.MAX_VALUE;
        for (Instrument instrument : with.data().instruments()) {
            BarColumns bars = with.data().bars(instrument.id());
            earliest = bars.isEmpty() ? earliest : Math.min(earliest, bars.startNanos(0));
        }
        if (earliest == Long.MAX_VALUE) {
            throw new BadInputException("the data has no bars: " + with.data().description());
        }
        return earliest;
    }

    private static long endOf(SessionBuilder with) {
        return with.to().map(EpochNanos::of).orElse(Long.MAX_VALUE);
    }

    private void refuseRealMoney() {
        if (broker.isRealMoney() && mode == Mode.LIVE) {
            throw new BadInputException(
                    "account " + broker.account() + " moves real money; this version trades paper, demo and test "
                            + "accounts only: choose such an environment of "
                            + broker.account().venue());
        }
    }

    private List<Instrument> lookUp(SessionBuilder with) {
        ReferenceFacet reference = source.map(MarketDataConnection::reference)
                .or(broker::reference)
                .orElseThrow(() -> new BadInputException("neither the broker nor the data source lists instruments"));
        List<Instrument> found = new ArrayList<>();
        for (InstrumentId id : with.instruments()) {
            Optional<Instrument> instrument = await(reference.instrument(id).toCompletableFuture(), "instrument " + id);
            found.add(instrument.orElseThrow(() -> new BadInputException(
                    "unknown instrument " + id + "; the source of the session does not list it")));
        }
        return found;
    }

    private static <T> T await(CompletableFuture<T> answer, String what) {
        try {
            return answer.get(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BadInputException("no answer for " + what + " within " + ANSWER_TIMEOUT_SECONDS + " s: " + e, e);
        }
    }

    private Optional<MarketDataFacet> marketData() {
        return source.isPresent() ? source.get().marketData() : broker.marketData();
    }

    private Optional<HistoryFacet> history() {
        return source.isPresent() ? source.get().history() : broker.history();
    }

    private void addStrategies(SessionBuilder with) {
        RandomGenerator seeds = new SplittableRandom(with.seed() ^ 0x5DEECE66DL);
        List<Supplier<? extends Strategy>> makers = with.strategies();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < makers.size(); i++) {
            Strategy strategy = makers.get(i).get();
            String name = names.contains(strategy.name()) ? strategy.name() + "-" + (i + 1) : strategy.name();
            names.add(name);
            core.add(new StrategyHost(i, name, strategy, core, core.ledger().newBook(), seeds.nextLong()));
        }
    }

    // ---- running

    private void start() {
        core.inbox().ownedBy(Thread.currentThread());
        core.timeIs(core.clock().nowNanos());
        core.settle();
        core.restoreStates();
        for (StrategyHost host : core.hosts()) {
            host.start();
            core.settle();
        }
        core.warmUp();
    }

    private void runLive() {
        CloseReport report = null;
        try {
            start();
            runLoop();
            report = finish(closePolicy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.atError().setMessage("session failed").setCause(e).log();
            closed.completeExceptionally(e);
        } finally {
            release();
            closed.complete(report == null ? leftBehind() : report);
        }
    }

    private void runLoop() throws InterruptedException {
        LiveLoop loop = live;
        if (loop != null) {
            loop.run();
        }
    }

    private CloseReport runBacktest(BacktestData data) {
        try {
            start();
            data.run(() -> stopRequested);
            return finish(closePolicy);
        } finally {
            release();
        }
    }

    private CloseReport finish(ClosePolicy policy) {
        if (policy != ClosePolicy.LEAVE) {
            core.desk().openOrders().forEach(ManagedOrder::cancel);
            if (policy == ClosePolicy.FLATTEN) {
                flattenAll();
            }
            core.settle();
            drainLive();
        }
        for (StrategyHost host : core.hosts()) {
            host.stop();
            core.settle();
        }
        core.saveStates(true);
        return leftBehind();
    }

    private void flattenAll() {
        for (StrategyHost host : core.hosts()) {
            for (Position position : host.positions().positions()) {
                if (!position.isFlat()) {
                    core.flattening().begin(host, core.instruments().require(position.instrument()));
                }
            }
        }
    }

    /** Live: goes on handling inputs until cancels and exits have ended, at most as long as an answer may take. */
    private void drainLive() {
        LiveLoop loop = live;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_TIMEOUT_SECONDS);
        try {
            while (loop != null
                    && System.nanoTime() < deadline
                    && !(core.desk().openOrders().isEmpty() && core.flattening().isIdle())) {
                loop.turn(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CloseReport leftBehind() {
        List<OrderTicket> open = new ArrayList<>();
        List<OrderTicket> unknown = new ArrayList<>();
        for (ManagedOrder order : core.desk().openOrders()) {
            (order.status() == OrderStatus.UNKNOWN ? unknown : open).add(order);
        }
        List<Position> held =
                core.ledger().positions().stream().filter(p -> !p.isFlat()).toList();
        List<Position> unprotected =
                held.stream().filter(p -> !isProtected(p, open)).toList();
        return new CloseReport(open, held, unprotected, unknown);
    }

    private static boolean isProtected(Position position, List<OrderTicket> open) {
        return open.stream()
                .anyMatch(order -> order.request().instrument().equals(position.instrument())
                        && Optional.of(order.request().side()).equals(position.exitSide())
                        && order.request().type().hasTriggerPrice());
    }

    private void release() {
        core.releaseData();
        broker.close();
        source.ifPresent(MarketDataConnection::close);
        io.shutdownNow();
    }

    // ---- for the host

    /** How it runs. */
    public Mode mode() {
        return mode;
    }

    /** The name of its risk policy. */
    public String policy() {
        return gate.policy();
    }

    /** The account: consistent only between inputs; for exact figures ask after the session has closed. */
    public AccountView account() {
        return core.ledger().view();
    }

    /** What the session lets through now. */
    public TradingState tradingState() {
        return tradingState;
    }

    /**
     * Sets what the session lets through.
     *
     * @param why for the record
     */
    public void setTradingState(TradingState state, String why) {
        tradingState = state;
        core.inbox().put((Runnable) () -> core.onAlarm("TRADING_" + state, "why=" + why));
    }

    /** How many bars strategies have been shown. */
    public long barsShown() {
        return core.bars();
    }

    /** How many bars a backtest has still to show; 0 for a live session. */
    public long barsToCome() {
        BacktestData data = backtest;
        return data == null ? 0 : data.remaining();
    }

    /**
     * Waits until the session has closed; a backtest runs here, on the caller's thread.
     *
     * @return what it leaves behind
     */
    public CloseReport awaitClose() {
        BacktestData data = backtest;
        if (data != null && !closed.isDone()) {
            try {
                closed.complete(runBacktest(data));
            } catch (RuntimeException | Error e) {
                closed.completeExceptionally(e);
            }
        }
        return closed.join();
    }

    /** Ends the session with the policy that it was opened with; returns when it has ended. Idempotent. */
    @Override
    public void close() {
        stopRequested = true;
        LiveLoop loop = live;
        if (loop != null) {
            core.inbox().put((Runnable) loop::end);
            closed.join();
        } else if (!closed.isDone()) {
            release();
        }
    }

    /** The base currency of the account. */
    public Currency baseCurrency() {
        return core.ledger().baseCurrency();
    }
}
