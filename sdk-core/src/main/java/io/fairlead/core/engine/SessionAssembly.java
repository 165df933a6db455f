package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.CoarserBars;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.RunTerms;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.journal.SessionJournal;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.ClientOrderIds;
import io.fairlead.core.order.ExternalPolicy;
import io.fairlead.core.order.InstrumentTable;
import io.fairlead.core.order.MarketHours;
import io.fairlead.core.order.Marks;
import io.fairlead.core.order.OrderDesk;
import io.fairlead.core.order.VenueLink;
import io.fairlead.core.risk.KillFile;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a session together from what its builder collected: connects, looks instruments up, and wires the rooms to each other. */
final class SessionAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SessionAssembly.class);
    private static final long ANSWER_TIMEOUT_SECONDS = 30;

    /** Something that is open, and how it is closed. */
    private record Held(String what, Runnable close) {}

    private final SessionBuilder with;
    private final Mode mode;
    /** As what it runs: the mode, or that of the run which is replayed. */
    private final Mode runs;

    private final boolean past;
    private final @Nullable RecordedRun run;
    private final byte[] nonce;
    private final Optional<MarketDataConnection> source;
    /** What is open, the latest first. */
    private final Deque<Held> held = new ArrayDeque<>();

    final RiskGate gate;
    final RiskWatch watch;
    final SessionCore core;
    private final Broker broker;
    final @Nullable ReplayCursor recorded;
    final @Nullable SessionJournal journal;
    final SessionRecovery recovery;
    final @Nullable BacktestData backtest;
    final @Nullable LiveLoop live;

    SessionAssembly(SessionBuilder with, Mode mode) {
        this.with = with;
        this.mode = mode;
        this.run = with.recorded().orElse(null);
        this.runs = run == null ? mode : Mode.valueOf(run.opened().mode());
        this.past = runs == Mode.BACKTEST;
        RuleSet policy = with.policy(mode);
        gate = RiskGate.standalone(policy);
        watch = new RiskWatch(with.killSwitch(), with.riskRecords(), gate, policy);
        with.laterLimits().forEach(watch::expect);
        EngineClock clock = new EngineClock(past ? startNanos() : 0); // earlier runs come first, each at its time
        recorded = run == null ? null : new ReplayCursor(run, clock, startNanos(), with.goesOn());
        try {
            ScheduledExecutorService io = Executors.newScheduledThreadPool(2, SessionAssembly::ioThread);
            held.push(new Held("threads", io::shutdownNow));
            watchKillFile(io);
            journal = openJournal(io);
            nonce = drawNonce();
            source = connectData(io);
            BrokerProvider provider = run == null ? with.broker(mode) : ReplayBroker.of(run);
            AccountId account = AccountId.of(provider.id(), provider.accountNumber(with.brokerConfig()));
            ApprovalVerifier approvals = gate.connection(provider.id(), account);
            core = newCore(account, clock);
            broker = provider.connect(
                    with.brokerConfig(), new BrokerProvider.Lent(past ? clock : with.clock(), io, approvals, core));
            held.push(new Held("broker", broker::close));
            held.push(new Held("data", core::releaseData));
            if (journal != null) {
                journal.serve(clock::nowNanos, core::journalFailed);
            }
            requireArming();
            refuseRealVenue();
            addInstruments();
            OrderDesk desk = newDesk(approvals, policy);
            SimulationFacet simulation = broker.simulation().orElse(null);
            if (past) {
                BacktestData bars = new BacktestData(core, with.data(), clock.nowNanos(), endOf(with));
                core.connect(desk, bars, simulation);
                backtest = bars;
                live = null;
            } else {
                LiveData stream = new LiveData(core, marketData(io), history());
                core.connect(desk, stream, simulation);
                backtest = null;
                live = new LiveLoop(core, stream, liveClock(), simulation, journal, with.closePolicy(), sliceTimeout());
            }
            addStrategies();
            recovery = readEarlierRuns(account);
            core.timeIs(startNanos());
            writeFrame(policy);
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    private @Nullable SessionJournal openJournal(ScheduledExecutorService io) {
        SessionJournal opened = run != null ? null : with.openJournal(mode, io).orElse(null);
        if (opened != null) {
            held.push(new Held("journal", opened::close));
        }
        return opened;
    }

    private Optional<MarketDataConnection> connectData(ScheduledExecutorService io) {
        if (past || run != null) {
            return Optional.empty();
        }
        Optional<MarketDataConnection> connected =
                with.marketData().map(p -> p.connect(with.marketDataConfig(), with.clock(), io));
        connected.ifPresent(data -> held.push(new Held("market data", data::close)));
        return connected;
    }

    /** What client order ids are made of: the run's, the seed's, the journal's, or else drawn now. */
    private byte[] drawNonce() {
        if (run != null) {
            return HexFormat.of().parseHex(run.terms().nonce());
        }
        if (past) {
            return ClientOrderIds.draw(new SplittableRandom(with.seed()));
        }
        return journal != null ? journal.nonce() : ClientOrderIds.draw(new SecureRandom());
    }

    private long startNanos() {
        if (run != null) {
            return run.startNanos();
        }
        return past ? startOf(with) : EpochNanos.of(with.clock().instant());
    }

    private LongSupplier liveClock() {
        ReplayCursor cursor = recorded;
        Clock clock = with.clock();
        return cursor != null ? cursor::turnNanos : () -> EpochNanos.of(clock.instant());
    }

    private Duration sliceTimeout() {
        return run == null ? with.sliceTimeout() : Duration.ofNanos(run.terms().sliceTimeoutNanos());
    }

    private static Thread ioThread(Runnable task) {
        Thread thread = new Thread(task, "fairlead-io");
        thread.setDaemon(true);
        return thread;
    }

    private SessionCore newCore(AccountId account, EngineClock clock) {
        List<Money> cash = with.cash();
        Ledger ledger = new Ledger(account, cash.get(0).currency(), cash);
        with.rates().forEach(ledger::rate);
        RecordLog log = journal != null ? journal : recorded != null ? recorded : RecordLog.NONE;
        return new SessionCore(
                clock,
                new InstrumentTable(),
                new Marks(),
                new MarketHours(),
                ledger,
                with.listeners(),
                watch.trading(),
                log,
                new Inbox(recorded),
                watch);
    }

    private OrderDesk newDesk(ApprovalVerifier approvals, RuleSet policy) {
        BigDecimal leverage =
                policy instanceof RiskPolicy limits ? limits.leverage().orElse(BigDecimal.ONE) : BigDecimal.ONE;
        return new OrderDesk(
                new VenueLink(broker, gate, approvals, runs == Mode.DRY_RUN, run == null),
                core.instruments(),
                core.ledger(),
                core.marks(),
                core.hours(),
                new ClientOrderIds(nonce, broker.capabilities().clientIds()),
                core.trading()::now,
                leverage,
                run == null
                        ? with.externals()
                        : ExternalPolicy.valueOf(run.terms().externals()),
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

    private void requireArming() {
        List<String> faults = mode == Mode.LIVE ? Arming.faults(broker, with.environment(), with.arming()) : List.of();
        if (!faults.isEmpty()) {
            throw new BadInputException(
                    "account " + broker.account() + " cannot be traded: " + String.join("; ", faults));
        }
    }

    /** Looks once before anything starts; live, once a second from then on, on a thread that may wait for a slow disk. */
    private void watchKillFile(ScheduledExecutorService io) {
        Optional<KillFile> file = with.killFile().map(path -> new KillFile(path, with.killSwitch()));
        if (run == null) {
            file.ifPresent(KillFile::poll);
        }
        if (run == null && !past && file.isPresent()) {
            var unused = io.scheduleWithFixedDelay(file.get()::poll, 1, 1, TimeUnit.SECONDS);
        }
    }

    /** Orders made from past data, or with simulated money, must never leave. */
    private void refuseRealVenue() {
        if ((mode == Mode.BACKTEST || mode == Mode.PAPER) && broker.simulation().isEmpty()) {
            throw new BadInputException(mode + " trades on a simulated venue, and '"
                    + broker.account().venue() + "' is none: leave broker(…) out, or choose mode DRY_RUN or LIVE");
        }
    }

    private void addInstruments() {
        for (Instrument instrument : instruments()) {
            core.instruments().put(instrument);
            core.ledger().register(instrument);
        }
    }

    private List<Instrument> instruments() {
        if (run != null) {
            return run.instruments();
        }
        return past ? with.data().instruments() : lookUp();
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

    /** What is recorded is what the strategies were shown: bars that were made of finer ones are not made again in a replay. */
    private Optional<MarketDataFacet> marketData(ScheduledExecutorService io) {
        if (recorded != null) {
            return Optional.of(new ReplayData(recorded));
        }
        Optional<MarketDataFacet> streams = source.isPresent() ? source.get().marketData() : broker.marketData();
        return streams.map(live -> new CoarserBars(live, history(), this::calendarOf, with.clock(), io));
    }

    private TradingCalendar calendarOf(InstrumentId id) {
        return core.instruments().get(core.instruments().require(id)).calendar();
    }

    private Optional<HistoryFacet> history() {
        if (recorded != null && run != null) {
            return run.terms().history() ? Optional.of(new ReplayData(recorded)) : Optional.empty();
        }
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
        if (run != null && !names.equals(run.opened().strategies())) {
            throw new BadInputException(
                    "replay: the run's strategies were " + run.opened().strategies() + ", given are " + names
                            + ": the names must be the same, in this order");
        }
    }

    /** Reads what earlier sessions on the account left behind; a backtest begins anew. */
    private SessionRecovery readEarlierRuns(AccountId account) {
        SessionRecovery found = new SessionRecovery(core);
        if (!past && run != null) {
            EarlierRuns runs = new EarlierRuns(account, found, run.isWhole());
            run.readBefore(runs);
            runs.finish();
        } else if (!past && journal != null) {
            EarlierRuns runs = new EarlierRuns(account, found, journal.isWhole());
            journal.fold(runs);
            runs.finish();
            if (journal.retention().isPresent() && found.hasRead()) {
                journal.checkpoint(found.checkpoint(account, journal.retention().get()));
            }
        }
        return found;
    }

    /** Writes down what the run is made of. */
    private void writeFrame(RuleSet policy) {
        if (run != null || !core.log().isOn()) {
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
                        describe(policy),
                        with.seed(),
                        journal == null ? Recording.ALL : journal.recording(),
                        core.ledger().baseCurrency(),
                        with.cash(),
                        rates,
                        core.hosts().stream().map(StrategyHost::name).toList(),
                        past ? with.data().contentHash() : ""));
        core.log()
                .write(new RunTerms(
                        broker.capabilities(),
                        broker.simulation().isPresent(),
                        !past && history().isPresent(),
                        with.sliceTimeout().toNanos(),
                        HexFormat.of().formatHex(nonce),
                        with.externals().name()));
        for (int i = 0; i < core.instruments().size(); i++) {
            core.log().write(new InstrumentKnown(i, core.instruments().get(i)));
        }
    }

    static List<String> describe(RuleSet policy) {
        return policy instanceof RiskPolicy limits
                ? limits.describe()
                : policy.rules().stream().map(RiskRule::describe).toList();
    }

    private static String version() {
        String version = SessionAssembly.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Ends deliveries, connections, journal and threads; one that fails to close does not keep the others open. Idempotent. */
    void release() {
        Held next;
        while ((next = held.poll()) != null) {
            try {
                next.close().run();
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .setMessage("not closed cleanly")
                        .addKeyValue("what", next.what())
                        .setCause(e)
                        .log();
            }
        }
    }
}
