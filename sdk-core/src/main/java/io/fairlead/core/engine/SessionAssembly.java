package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.ClientOrderIds;
import io.fairlead.core.order.ExternalPolicy;
import io.fairlead.core.order.InstrumentTable;
import io.fairlead.core.order.MarketHours;
import io.fairlead.core.order.Marks;
import io.fairlead.core.order.OrderDesk;
import io.fairlead.core.order.VenueLink;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataProvider.MarketDataConnection;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SimulationFacet;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

/** Puts a session together from what its builder collected: connects, looks instruments up, and wires the rooms to each other. */
final class SessionAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SessionAssembly.class);
    private static final long ANSWER_TIMEOUT_SECONDS = 30;

    private final SessionBuilder with;
    private final Mode mode;
    private final boolean past;

    final ScheduledExecutorService io;
    final Optional<MarketDataConnection> source;
    final RiskGate gate;
    final SessionCore core;
    final Broker broker;
    final @Nullable BacktestData backtest;
    final @Nullable LiveLoop live;

    SessionAssembly(SessionBuilder with, Mode mode) {
        this.with = with;
        this.mode = mode;
        this.past = mode == Mode.BACKTEST;
        io = Executors.newScheduledThreadPool(2, SessionAssembly::ioThread);
        source = past
                ? Optional.empty()
                : with.marketData().map(p -> p.connect(with.marketDataConfig(), with.clock(), io));
        RuleSet policy = with.policy(mode);
        gate = RiskGate.standalone(policy);
        BrokerProvider provider = with.broker(mode);
        AccountId account = AccountId.of(provider.id(), provider.accountNumber(with.brokerConfig()));
        ApprovalVerifier approvals = gate.connection(provider.id(), account);
        core = newCore(account);
        Clock clock = past ? core.clock() : with.clock();
        broker = provider.connect(with.brokerConfig(), new BrokerProvider.Lent(clock, io, approvals, core));
        try {
            refuseRealMoney();
            refuseRealVenue();
            addInstruments();
            OrderDesk desk = newDesk(approvals, policy);
            SimulationFacet simulation = broker.simulation().orElse(null);
            if (past) {
                BacktestData bars = new BacktestData(core, with.data(), startOf(with), endOf(with));
                core.connect(desk, bars, simulation);
                backtest = bars;
                live = null;
            } else {
                LiveData stream = new LiveData(core, marketData(), history());
                core.connect(desk, stream, simulation);
                backtest = null;
                live = new LiveLoop(core, stream, clock, simulation, with.closePolicy(), with.sliceTimeout());
            }
            addStrategies();
            writeFrame(policy);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private static Thread ioThread(Runnable task) {
        Thread thread = new Thread(task, "fairlead-io");
        thread.setDaemon(true);
        return thread;
    }

    private SessionCore newCore(AccountId account) {
        List<Money> cash = with.cash();
        Ledger ledger = new Ledger(account, cash.get(0).currency(), cash);
        with.rates().forEach(ledger::rate);
        EngineClock clock = new EngineClock(
                past ? startOf(with) : EpochNanos.of(with.clock().instant()));
        return new SessionCore(
                clock,
                new InstrumentTable(),
                new Marks(),
                new MarketHours(),
                ledger,
                with.listeners(),
                new TradingGuard(with.killSwitch()),
                with.log(),
                with.states());
    }

    private OrderDesk newDesk(ApprovalVerifier approvals, RuleSet policy) {
        RandomGenerator nonce = past ? new SplittableRandom(with.seed()) : new SecureRandom();
        BigDecimal leverage =
                policy instanceof RiskPolicy limits ? limits.leverage().orElse(BigDecimal.ONE) : BigDecimal.ONE;
        return new OrderDesk(
                new VenueLink(broker, gate, approvals, mode == Mode.DRY_RUN, true),
                core.instruments(),
                core.ledger(),
                core.marks(),
                core.hours(),
                new ClientOrderIds(
                        ClientOrderIds.draw(nonce), broker.capabilities().clientIds()),
                core.trading()::now,
                leverage,
                ExternalPolicy.OBSERVE,
                core,
                core.log());
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

    /** Orders made from past data, or with simulated money, must never leave. */
    private void refuseRealVenue() {
        if ((past || mode == Mode.PAPER) && broker.simulation().isEmpty()) {
            throw new BadInputException(mode + " trades on a simulated venue, and '"
                    + broker.account().venue() + "' is none: leave broker(…) out, or choose mode DRY_RUN or LIVE");
        }
    }

    private void addInstruments() {
        for (Instrument instrument : past ? with.data().instruments() : lookUp()) {
            core.instruments().put(instrument);
            core.ledger().register(instrument);
        }
    }

    private List<Instrument> lookUp() {
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

    private void addStrategies() {
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

    /** Writes down what the run is made of. */
    private void writeFrame(RuleSet policy) {
        if (!core.log().isOn()) {
            return;
        }
        SortedMap<String, BigDecimal> rates = new TreeMap<>();
        with.rates().forEach((currency, rate) -> rates.put(currency.code(), rate));
        core.log()
                .write(new RunOpened(
                        mode.name(),
                        broker.account(),
                        broker.environment(),
                        version(),
                        policy.name(),
                        policy instanceof RiskPolicy limits
                                ? limits.describe()
                                : policy.rules().stream()
                                        .map(RiskRule::describe)
                                        .toList(),
                        with.seed(),
                        Recording.ALL,
                        core.ledger().baseCurrency(),
                        with.cash(),
                        rates,
                        core.hosts().stream().map(StrategyHost::name).toList(),
                        past ? with.data().contentHash() : ""));
        for (int i = 0; i < core.instruments().size(); i++) {
            core.log().write(new InstrumentKnown(i, core.instruments().get(i)));
        }
    }

    private static String version() {
        String version = SessionAssembly.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Ends deliveries, connections and threads. Idempotent. */
    void release() {
        release("data", core::releaseData);
        release("broker", broker::close);
        release("market data", () -> source.ifPresent(MarketDataConnection::close));
        io.shutdownNow();
    }

    /** One that fails to close does not keep the others open. */
    private static void release(String what, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setMessage("not closed cleanly")
                    .addKeyValue("what", what)
                    .setCause(e)
                    .log();
        }
    }
}
