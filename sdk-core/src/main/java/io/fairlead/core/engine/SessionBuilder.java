package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.MemoryStorage;
import io.fairlead.core.journal.SessionJournal;
import io.fairlead.core.order.ExternalPolicy;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskEnvironment;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.risk.RiskRecords;
import io.fairlead.core.sim.LateArrival;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.MarketDataProvider;
import io.fairlead.spi.ProviderConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what a session needs; {@link #open()} checks it as a whole and reports every fault at once. One thread. */
public final class SessionBuilder {
    private static final long MEMORY_SEGMENT_BYTES = 16 << 10;

    private final List<Supplier<? extends Strategy>> strategies = new ArrayList<>();
    private final List<Money> cash = new ArrayList<>();
    private final List<SessionListener> listeners = new ArrayList<>();
    private final List<InstrumentId> instruments = new ArrayList<>();
    private final Map<Currency, BigDecimal> rates = new HashMap<>();
    private @Nullable Mode mode;
    private @Nullable BarData data;
    private @Nullable BrokerProvider broker;
    private ProviderConfig brokerConfig = ProviderConfig.empty();
    private @Nullable MarketDataProvider marketData;
    private ProviderConfig marketDataConfig = ProviderConfig.empty();
    private @Nullable RuleSet policy;
    private @Nullable RecordedRun recorded;
    private boolean goesOn;
    private final List<RiskPolicy> laterLimits = new ArrayList<>();
    private @Nullable JournalStorage journal;
    private @Nullable JournalOptions journalOptions;
    private Recording recording = Recording.ALL;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private Clock clock = Clock.systemUTC();
    private KillSwitch killSwitch = new KillSwitch();
    private @Nullable Path killFile;
    private RiskRecords riskRecords = RiskRecords.none();
    private RiskEnvironment environment = RiskEnvironment.empty();
    private @Nullable Arming arming;
    private ExternalPolicy externals = ExternalPolicy.OBSERVE;
    private Duration sliceTimeout = Duration.ofSeconds(2);
    private ClosePolicy closePolicy = ClosePolicy.LEAVE;
    private long seed = 1;

    SessionBuilder() {}

    /** A builder with the same settings, to be changed apart from this one. */
    public SessionBuilder copy() {
        SessionBuilder copy = new SessionBuilder();
        copy.strategies.addAll(strategies);
        copy.cash.addAll(cash);
        copy.listeners.addAll(listeners);
        copy.instruments.addAll(instruments);
        copy.rates.putAll(rates);
        copy.mode = mode;
        copy.data = data;
        copy.broker = broker;
        copy.brokerConfig = brokerConfig;
        copy.marketData = marketData;
        copy.marketDataConfig = marketDataConfig;
        copy.policy = policy;
        copy.recorded = recorded;
        copy.goesOn = goesOn;
        copy.laterLimits.addAll(laterLimits);
        copy.journal = journal;
        copy.journalOptions = journalOptions;
        copy.recording = recording;
        copy.from = from;
        copy.to = to;
        copy.clock = clock;
        copy.killSwitch = killSwitch;
        copy.killFile = killFile;
        copy.riskRecords = riskRecords;
        copy.environment = environment;
        copy.arming = arming;
        copy.sliceTimeout = sliceTimeout;
        copy.externals = externals;
        copy.closePolicy = closePolicy;
        copy.seed = seed;
        return copy;
    }

    /** How the session runs; BACKTEST with data, PAPER with live data and no broker, DRY_RUN with a broker, unless said. */
    public SessionBuilder mode(Mode how) {
        mode = Objects.requireNonNull(how, "how");
        return this;
    }

    /** Past data for a backtest. */
    public SessionBuilder data(BarData past) {
        data = Objects.requireNonNull(past, "past");
        return this;
    }

    /** Where a backtest begins: bars that ended before are history, for warm-ups. */
    public SessionBuilder from(Instant start) {
        from = Objects.requireNonNull(start, "start");
        return this;
    }

    /** Where a backtest ends: bars that end later are not shown. */
    public SessionBuilder to(Instant end) {
        to = Objects.requireNonNull(end, "end");
        return this;
    }

    /**
     * A broker, found by its id.
     *
     * @throws io.fairlead.api.UnsupportedBrokerException if that broker is refused on purpose: it says why and what to take instead
     * @throws BadInputException if there is none of that id; it names those there are
     */
    public SessionBuilder broker(String id, ProviderConfig config) {
        return broker(Plugins.broker(id), config);
    }

    /** A broker, given. For BACKTEST and PAPER a simulated venue with other models than the default. */
    public SessionBuilder broker(BrokerProvider provider, ProviderConfig config) {
        broker = Objects.requireNonNull(provider, "provider");
        brokerConfig = Objects.requireNonNull(config, "config");
        return this;
    }

    /** A source of live data, found by its id. */
    public SessionBuilder marketData(String id, ProviderConfig config) {
        return marketData(Plugins.require(Plugins.marketData(), id, "market data"), config);
    }

    /** A source of live data, given. */
    public SessionBuilder marketData(MarketDataProvider provider, ProviderConfig config) {
        marketData = Objects.requireNonNull(provider, "provider");
        marketDataConfig = Objects.requireNonNull(config, "config");
        return this;
    }

    /** The instruments of a live session; in a backtest the data names them. */
    public SessionBuilder instruments(InstrumentId... ids) {
        instruments.addAll(List.of(ids));
        return this;
    }

    /** The risk policy; {@code research} in BACKTEST and {@code standard} elsewhere unless said. */
    public SessionBuilder risk(RuleSet rules) {
        policy = Objects.requireNonNull(rules, "rules");
        return this;
    }

    /** A strategy; the session makes its own instance. */
    public SessionBuilder strategy(Supplier<? extends Strategy> maker) {
        strategies.add(Objects.requireNonNull(maker, "maker"));
        return this;
    }

    /** Starting cash of a simulated account; the first currency is the base currency. 100,000 USD unless said. */
    public SessionBuilder cash(Money... amounts) {
        cash.addAll(List.of(amounts));
        return this;
    }

    /** What one unit of a currency is worth in the base currency, for instruments quoted in it. */
    public SessionBuilder rate(Currency currency, BigDecimal inBaseCurrency) {
        rates.put(
                Objects.requireNonNull(currency, "currency"), Objects.requireNonNull(inBaseCurrency, "inBaseCurrency"));
        return this;
    }

    /** A kill switch that the host, or several sessions, hold; one of the session's own unless said. */
    public SessionBuilder killSwitch(KillSwitch shared) {
        killSwitch = Objects.requireNonNull(shared, "shared");
        return this;
    }

    /**
     * A file that trips the kill switch as soon as it exists; its first line is the reason. It is looked at when the session opens
     * and, live, once a second.
     */
    public SessionBuilder killFile(Path path) {
        killFile = Objects.requireNonNull(path, "path");
        return this;
    }

    /** Where trips, resets, trading states and limits are recorded, and restored from; nowhere unless said. */
    public SessionBuilder riskRecords(RiskRecords records) {
        riskRecords = Objects.requireNonNull(records, "records");
        return this;
    }

    /**
     * What the environment says about risk: its limits are put on the policy, {@code TRADING_DRY_RUN} turns LIVE into DRY_RUN, and
     * its flag and token are what arming is held against. Nothing unless said; the session reads no environment by itself.
     */
    public SessionBuilder environment(RiskEnvironment variables) {
        environment = Objects.requireNonNull(variables, "variables");
        return this;
    }

    /** Watches the session. */
    public SessionBuilder listener(SessionListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** The limits that the run to be replayed changed to, in order. */
    SessionBuilder laterLimits(List<RiskPolicy> policies) {
        laterLimits.addAll(policies);
        return this;
    }

    List<RiskPolicy> laterLimits() {
        return laterLimits;
    }

    /** The run to be replayed, and whether to go on behind a difference. */
    SessionBuilder recorded(RecordedRun run, boolean on) {
        recorded = run;
        goesOn = on;
        return this;
    }

    /**
     * The folder of the account's journal, made if it is missing: the session writes down there what it takes in and what it does, and
     * takes over what earlier sessions left behind. LIVE does not open without one.
     */
    public SessionBuilder journal(Path folder) {
        return journal(JournalStorage.inFolder(Objects.requireNonNull(folder, "folder")));
    }

    /** The account's journal, at another place. */
    public SessionBuilder journal(JournalStorage place) {
        journal = Objects.requireNonNull(place, "place");
        return this;
    }

    /**
     * How the journal is kept; {@link JournalOptions#standard()} unless said, in memory with segments of 16 KiB, and for a backtest,
     * which can be run again, without forcing the disk.
     */
    public SessionBuilder journalOptions(JournalOptions options) {
        journalOptions = Objects.requireNonNull(options, "options");
        return this;
    }

    /** How much the journal is given: ALL unless said, which can be replayed. */
    public SessionBuilder recording(Recording howMuch) {
        recording = Objects.requireNonNull(howMuch, "howMuch");
        return this;
    }

    /** The clock of a live session; the system's unless said. */
    public SessionBuilder clock(Clock time) {
        clock = Objects.requireNonNull(time, "time");
        return this;
    }

    /** What is done about orders and positions that the session did not make; OBSERVE unless said. */
    public SessionBuilder externalOrders(ExternalPolicy whatToDo) {
        externals = Objects.requireNonNull(whatToDo, "whatToDo");
        return this;
    }

    /** How long a live slice waits for bars that have not come; 2 seconds unless said. */
    public SessionBuilder sliceTimeout(Duration timeout) {
        sliceTimeout = Objects.requireNonNull(timeout, "timeout");
        return this;
    }

    /** What {@link TradingSession#close()} does with orders and positions; LEAVE unless said. */
    public SessionBuilder onClose(ClosePolicy whatToDo) {
        closePolicy = Objects.requireNonNull(whatToDo, "whatToDo");
        return this;
    }

    /** The source of all randomness of the session, ids of a backtest included. */
    public SessionBuilder seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Opens the session. Live, it runs on a thread of its own from here on; a backtest runs in {@link TradingSession#awaitClose()},
     * on the caller's.
     *
     * @throws BadInputException if something is missing or does not fit together; it lists every fault
     */
    public TradingSession open() {
        return new TradingSession(this, check(), false);
    }

    /**
     * Opens a live session (PAPER, DRY_RUN, LIVE) that runs on the caller's thread, turn by turn, on the {@link #clock} that it was
     * given: for tests that leave nothing to the scheduler. Its strategies have started when this returns.
     *
     * @throws BadInputException if something is missing or does not fit together; it lists every fault
     */
    public SteppedSession openStepped() {
        Mode how = check();
        if (how == Mode.BACKTEST || how == Mode.REPLAY) {
            throw new BadInputException("session: " + how + " runs on the caller's thread already: call open()");
        }
        TradingSession session = new TradingSession(this, how, true);
        session.begin();
        return new SteppedSession(session);
    }

    /**
     * Opens the session on an account that may move real money: mode LIVE, {@code TRADING_LIVE_ENABLED} and
     * {@code TRADING_ORDER_TOKEN} in {@link #environment}, and the token and the account repeated here. The account is held against
     * the one that the venue says is connected.
     *
     * @throws BadInputException if anything of that is missing or differs; it names everything, but never a token
     */
    public TradingSession open(Arming armed) {
        arming = Objects.requireNonNull(armed, "armed");
        return open();
    }

    private Mode mode() {
        Mode how = mode != null ? mode : data != null ? Mode.BACKTEST : broker != null ? Mode.DRY_RUN : Mode.PAPER;
        return how == Mode.LIVE && environment.dryRun() ? Mode.DRY_RUN : how;
    }

    private Mode check() {
        List<String> faults = new ArrayList<>();
        Mode how = mode();
        if (policy != null && !(policy instanceof RiskPolicy) && environment.hasLimits()) {
            faults.add("the limits of the environment need a RiskPolicy, not rules of your own: " + environment);
        }
        if (strategies.isEmpty()) {
            faults.add("no strategy: call strategy(MyStrategy::new)");
        }
        if (how == Mode.REPLAY) {
            if (recorded == null) {
                faults.add("REPLAY needs a recorded session: call TradingSession.replay(journal)");
            }
        } else {
            checkSources(how, faults);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            faults.add("from " + from + " must be before to " + to);
        }
        if (!faults.isEmpty()) {
            throw new BadInputException("session: " + String.join("; ", faults));
        }
        return how;
    }

    private void checkSources(Mode how, List<String> faults) {
        if (how == Mode.BACKTEST && data == null) {
            faults.add("BACKTEST needs past data: call data(CsvFolder.of(path))");
        }
        if (how != Mode.BACKTEST && data != null) {
            faults.add(how + " takes live data, not data(…): call marketData(…)");
        }
        if ((how == Mode.LIVE || how == Mode.DRY_RUN) && broker == null) {
            faults.add(how + " needs a broker: call broker(id, config)");
        }
        if (how == Mode.LIVE && journal == null) {
            faults.add("LIVE needs a journal, or a crash could lose orders: call journal(Path.of(…))");
        }
        if (how == Mode.PAPER && marketData == null) {
            faults.add("PAPER needs live data: call marketData(id, config)");
        }
        if (how != Mode.BACKTEST && instruments.isEmpty()) {
            faults.add(how + " needs to know what is traded: call instruments(…)");
        }
    }

    List<Supplier<? extends Strategy>> strategies() {
        return List.copyOf(strategies);
    }

    List<Money> cash() {
        return cash.isEmpty() ? List.of(Money.of(100_000, Currency.USD)) : List.copyOf(cash);
    }

    List<SessionListener> listeners() {
        return List.copyOf(listeners);
    }

    List<InstrumentId> instruments() {
        return List.copyOf(instruments);
    }

    Map<Currency, BigDecimal> rates() {
        return rates;
    }

    BarData data() {
        return Objects.requireNonNull(data, "data");
    }

    /** The broker; else the default simulated venue. On paper an order arrives while a bar runs, and may fill at its close. */
    BrokerProvider broker(Mode how) {
        if (broker != null) {
            return broker;
        }
        return how == Mode.PAPER
                ? SimBrokerProvider.of(
                        SimConfig.builder().lateArrival(LateArrival.BAR_CLOSE).build())
                : new SimBrokerProvider();
    }

    ProviderConfig brokerConfig() {
        return brokerConfig;
    }

    Optional<MarketDataProvider> marketData() {
        return Optional.ofNullable(marketData);
    }

    ProviderConfig marketDataConfig() {
        return marketDataConfig;
    }

    RuleSet policy(Mode how) {
        RuleSet rules = policy != null ? policy : defaultPolicy(how);
        return rules instanceof RiskPolicy limits ? environment.applyTo(limits) : rules;
    }

    static RuleSet defaultPolicy(Mode how) {
        return how == Mode.BACKTEST ? RiskPolicy.research() : RiskPolicy.standard();
    }

    Optional<Path> killFile() {
        return Optional.ofNullable(killFile);
    }

    RiskRecords riskRecords() {
        return riskRecords;
    }

    RiskEnvironment environment() {
        return environment;
    }

    @Nullable
    Arming arming() {
        return arming;
    }

    Optional<SessionJournal> openJournal(Mode how, Executor preparation) {
        JournalStorage place = journal;
        if (place == null) {
            return Optional.empty();
        }
        JournalOptions options = journalOptions;
        if (options == null) {
            boolean inMemory = place instanceof MemoryStorage;
            options = JournalOptions.standard().withDurable(how != Mode.BACKTEST);
            options = inMemory ? options.withSegmentBytes(MEMORY_SEGMENT_BYTES) : options.withPreparation(preparation);
        }
        return Optional.of(SessionJournal.open(place, options, recording, new SecureRandom()));
    }

    Optional<RecordedRun> recorded() {
        return Optional.ofNullable(recorded);
    }

    boolean goesOn() {
        return goesOn;
    }

    Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    Optional<Instant> to() {
        return Optional.ofNullable(to);
    }

    Clock clock() {
        return clock;
    }

    KillSwitch killSwitch() {
        return killSwitch;
    }

    ExternalPolicy externals() {
        return externals;
    }

    Duration sliceTimeout() {
        return sliceTimeout;
    }

    ClosePolicy closePolicy() {
        return closePolicy;
    }

    long seed() {
        return seed;
    }
}
