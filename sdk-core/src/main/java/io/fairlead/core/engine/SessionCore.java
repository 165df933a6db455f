package io.fairlead.core.engine;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.Logged;
import io.fairlead.core.journal.JournalRecord.StrategySuspended;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.InstrumentTable;
import io.fairlead.core.order.ManagedOrder;
import io.fairlead.core.order.MarketHours;
import io.fairlead.core.order.Marks;
import io.fairlead.core.order.OrderDesk;
import io.fairlead.core.order.OrderSink;
import io.fairlead.core.order.VenueSync;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SimulationFacet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The heart of a session: takes inputs one at a time, in order, and calls strategies. All but {@link #answered} and the broker's
 * listener methods is on the session's thread.
 */
final class SessionCore implements OrderSink, BrokerListener {
    /** An event that arose inside a callback and waits for its end. */
    private record Held(int owner, OrderEvent event) {}

    private final EngineClock clock;
    private final InstrumentTable instruments;
    private final Marks marks;
    private final MarketHours hours;
    private final Ledger ledger;
    private final Inbox inbox;
    private final Timers timers = new Timers();
    private final Flattening flattening = new Flattening(this);
    private final List<StrategyHost> hosts = new ArrayList<>();
    private final Slices slices = new Slices(this);
    private final Audience audience;
    private final TradingGuard trading;
    private final RecordLog log;
    private final Intake intake;
    private final WarmUps warmUps = new WarmUps(this);
    private final StrategyStates states;
    private final AccountPast past;
    private final RiskWatch watch;
    private double[] priceUnits = new double[8];
    private boolean[] held = new boolean[8];
    private StrategyHost[][] quoteTakers = {};
    private StrategyHost[][] tradeTakers = {};
    private @Nullable OrderDesk desk;
    private @Nullable DataPort data;
    private @Nullable SimulationFacet simulation;
    private ConnectionEvent.State connection = ConnectionEvent.State.DOWN;
    private boolean inCallback;
    private boolean started;
    private boolean ordersChanged;
    private long dayEndsNanos = Long.MIN_VALUE;
    private long bars;

    SessionCore(
            EngineClock clock,
            InstrumentTable instruments,
            Marks marks,
            MarketHours hours,
            Ledger ledger,
            List<SessionListener> listeners,
            TradingGuard trading,
            RecordLog log,
            Inbox inbox,
            RiskWatch watch) {
        this.clock = clock;
        this.instruments = instruments;
        this.marks = marks;
        this.hours = hours;
        this.ledger = ledger;
        this.audience = new Audience(listeners);
        this.trading = trading;
        this.inbox = inbox;
        this.log = log;
        this.intake = new Intake(this, log);
        this.states = new StrategyStates(log);
        this.watch = watch;
        this.past = new AccountPast(clock, instruments, ledger);
    }

    void connect(OrderDesk orderDesk, DataPort dataPort, @Nullable SimulationFacet simulationFacet) {
        desk = orderDesk;
        data = dataPort;
        simulation = simulationFacet;
        watch.connect(this);
        for (int i = 0; i < instruments.size(); i++) {
            announce(i);
        }
    }

    /** Takes an instrument's rules in, new or changed. */
    void announce(int index) {
        Instrument rules = instruments.get(index);
        if (index >= priceUnits.length) {
            priceUnits = Arrays.copyOf(priceUnits, Math.max(index + 1, priceUnits.length * 2));
            held = Arrays.copyOf(held, priceUnits.length);
        }
        priceUnits[index] = BigDecimal.ONE.movePointRight(rules.priceScale()).doubleValue();
        if (simulation != null) {
            simulation.onInstrument(index, rules);
        }
    }

    void add(StrategyHost host) {
        hosts.add(host);
    }

    EngineClock clock() {
        return clock;
    }

    InstrumentTable instruments() {
        return instruments;
    }

    Marks marks() {
        return marks;
    }

    MarketHours hours() {
        return hours;
    }

    Ledger ledger() {
        return ledger;
    }

    Inbox inbox() {
        return inbox;
    }

    Intake intake() {
        return intake;
    }

    TradingGuard trading() {
        return trading;
    }

    RecordLog log() {
        return log;
    }

    Timers timers() {
        return timers;
    }

    /** What risk rules ask about the past. */
    AccountPast past() {
        return past;
    }

    RiskWatch watch() {
        return watch;
    }

    Flattening flattening() {
        return flattening;
    }

    List<StrategyHost> hosts() {
        return hosts;
    }

    OrderDesk desk() {
        OrderDesk connected = desk;
        if (connected == null) {
            throw new IllegalStateException("the session is not connected");
        }
        return connected;
    }

    DataPort data() {
        DataPort connected = data;
        if (connected == null) {
            throw new IllegalStateException("the session is not connected");
        }
        return connected;
    }

    void releaseData() {
        DataPort connected = data;
        if (connected != null) {
            connected.close();
        }
    }

    long bars() {
        return bars;
    }

    ConnectionEvent.State connection() {
        return connection;
    }

    double lastPrice(int index) {
        return marks.get(index) / priceUnits[index];
    }

    BigDecimal rateToBase(Currency currency) {
        return currency.equals(ledger.baseCurrency())
                ? BigDecimal.ONE
                : ledger.rateToBase(currency).orElse(BigDecimal.ZERO);
    }

    // ---- subscriptions

    HostSeries subscribeBars(StrategyHost host, int index, BarInterval interval, int warmUp) {
        HostSeries known = host.series(index, interval);
        if (known != null) {
            return known;
        }
        BarStream stream = data().stream(index, interval, warmUp);
        past.use(stream);
        HostSeries series = new HostSeries(stream, clock, Math.max(0, stream.known() - warmUp));
        host.addSeries(index, series);
        warmUps.add(host, series);
        return series;
    }

    /** From now on the host takes the stream's bars. */
    void attach(StrategyHost host, BarStream stream) {
        if (host.takesBars()) {
            stream.subscribe(host);
        }
        if (host.takesSlices()) {
            stream.subscribe(host.slice(stream.interval));
        }
    }

    Slices slices() {
        return slices;
    }

    void subscribeQuotes(StrategyHost host, int index) {
        data().quotes(index);
        quoteTakers = with(quoteTakers, index, host);
    }

    void subscribeTrades(StrategyHost host, int index) {
        data().trades(index);
        tradeTakers = with(tradeTakers, index, host);
    }

    private static StrategyHost[][] with(StrategyHost[][] takers, int index, StrategyHost host) {
        StrategyHost[][] more = Arrays.copyOf(takers, Math.max(takers.length, index + 1));
        StrategyHost[] before = more[index] == null ? new StrategyHost[0] : more[index];
        more[index] = Arrays.copyOf(before, before.length + 1);
        more[index][before.length] = host;
        return more;
    }

    // ---- inputs

    /** Moves time on, for clock, desk and, at a day's end, the daily figures. */
    void timeIs(long nowNanos) {
        clock.advanceTo(nowNanos);
        OrderDesk orders = desk();
        orders.setTime(clock.nowNanos());
        orders.pollVenue();
        if (clock.nowNanos() > dayEndsNanos) {
            startDay();
        }
    }

    /** Moves time on where no datum does: the simulated venue hears of it, so that what is sent now meets no earlier price. */
    private void moveTo(long nowNanos) {
        long before = clock.nowNanos();
        timeIs(nowNanos);
        if (clock.nowNanos() > before) {
            drainVenue();
        }
    }

    /** Tells the simulated venue the time, and handles all that it told. */
    void drainVenue() {
        if (simulation != null) {
            simulation.onTime(clock.nowNanos());
        }
        settle();
        takeForeign();
    }

    /** The time of a record of an earlier run: days begin as they did then. */
    void recoverTime(long nanos) {
        clock.advanceTo(nanos);
        desk().setTime(clock.nowNanos());
        if (clock.nowNanos() > dayEndsNanos) {
            startDay();
        }
    }

    /** An instrument of an earlier run; its index in this one. Rules that this session has already hold. */
    int recoverInstrument(Instrument rules) {
        int known = instruments.indexOf(rules.id());
        if (known >= 0) {
            return known;
        }
        int index = instruments.put(rules);
        ledger.register(rules);
        announce(index);
        return index;
    }

    /** A price that an earlier run saw. */
    void recoverPrice(int index, double price) {
        long scaled = Math.round(price * priceUnits[index]);
        marks.set(index, scaled, clock.nowNanos());
        ledger.mark(index, scaled);
    }

    /** The account's day in progress, for a checkpoint; empty if none has begun. */
    Optional<CheckpointPart.Day> keptDay() {
        OptionalLong start = ledger.dayStartE8();
        return start.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckpointPart.Day(start.getAsLong(), dayEndsNanos, past.consecutiveLosses()));
    }

    /** Goes on with a day that a checkpoint kept. */
    void restoreDay(CheckpointPart.Day day) {
        ledger.restoreDay(day.startE8());
        past.restore(day);
        watch.onDay(day.startE8());
        dayEndsNanos = day.endsNanos();
    }

    /** What is held was read from a checkpoint. */
    void heldIsKnown() {
        for (int i = 0; i < instruments.size(); i++) {
            noteHeld(i);
        }
    }

    private void startDay() {
        if (instruments.size() == 0) {
            return;
        }
        ledger.startDay();
        past.startDay();
        watch.onDay(ledger.equityE8());
        dayEndsNanos = hours.sessionCloseNanos(instruments.get(0).calendar(), clock.nowNanos());
    }

    /** Shows a bar on a tape to the simulated venue, before anybody else sees it. */
    void venueBar(int index, BarTape tape, int place) {
        SimulationFacet venue = simulation;
        if (venue != null) {
            venue.onBar(
                    index,
                    tape.startNanos(place),
                    tape.endNanos(place),
                    tape.open(place),
                    tape.high(place),
                    tape.low(place),
                    tape.close(place),
                    tape.volume(place));
        }
    }

    /** Shows a bar to the simulated venue, before anybody else sees it. */
    void venueBar(int index, BarStream stream, int at) {
        SimulationFacet venue = simulation;
        if (venue != null) {
            var columns = stream.columns();
            venue.onBar(
                    index,
                    columns.startNanos(at),
                    columns.endNanos(at),
                    columns.open(at),
                    columns.high(at),
                    columns.low(at),
                    columns.close(at),
                    columns.volume(at));
        }
    }

    /** Whether the simulated venue is done with a bar at a place of a tape after a glance; else it has to be shown to it whole. */
    boolean venuePasses(int index, BarTape tape, int place) {
        SimulationFacet venue = simulation;
        return venue == null
                || venue.passes(
                        index, tape.startNanos(place), tape.endNanos(place), tape.close(place), tape.volume(place));
    }

    /** A price of an instrument has become known. */
    void price(int index, double price) {
        long scaled = Math.round(price * priceUnits[index]);
        marks.set(index, scaled, clock.nowNanos());
        desk().onPrice(index);
        if (held[index]) {
            ledger.mark(index, scaled);
            watch.onPrice(clock.nowNanos(), index, scaled);
        }
    }

    /** Notes whether anybody holds an instrument: of the others the ledger need not hear every price. */
    private void noteHeld(int index) {
        boolean any = ledger.quantityScaled(index) != 0;
        for (int i = 0; !any && i < hosts.size(); i++) {
            any = hosts.get(i).positions().quantityScaled(index) != 0;
        }
        held[index] = any;
    }

    /** The latest bar of a stream has ended and is known. */
    void barEnded(BarStream stream) {
        bars++;
        for (StrategyHost taker : stream.takers()) {
            taker.onBar(stream);
        }
        if (stream.hasSlices()) {
            stream.addToSlices(stream.columns().endNanos(stream.known() - 1));
        }
        settle();
    }

    void quote(int index, Quote quote) {
        if (simulation != null) {
            simulation.onQuote(index, quote);
        }
        settle();
        price(index, quote.mid());
        if (index < quoteTakers.length && quoteTakers[index] != null) {
            for (StrategyHost taker : quoteTakers[index]) {
                taker.onQuote(quote);
            }
        }
        settle();
    }

    void trade(int index, Trade trade) {
        if (simulation != null) {
            simulation.onTrade(index, trade);
        }
        settle();
        price(index, trade.tradePrice().toDouble());
        if (index < tradeTakers.length && tradeTakers[index] != null) {
            for (StrategyHost taker : tradeTakers[index]) {
                taker.onTrade(trade);
            }
        }
        settle();
    }

    /** Fires every timer due by a time, each at its own moment. */
    void fireTimers(long nowNanos) {
        Timers.Entry entry;
        while ((entry = timers.pollDue(nowNanos)) != null) {
            moveTo(entry.dueNanos);
            if (entry.host != null) {
                entry.host.onTimer(entry.timer());
            }
            settle();
        }
        if (watch.nextDueNanos() <= clock.nowNanos()) {
            watch.onTime(clock.nowNanos());
        }
    }

    /** After all that happened at one time. */
    void sampleEquity() {
        long equityE8 = ledger.equityE8();
        desk().noteEquity(equityE8);
        watch.onEquity(clock.nowNanos(), equityE8);
        audience.equity(clock.nowNanos(), equityE8);
    }

    /** Delivers the history that was asked for. */
    void warmUp() {
        warmUps.deliver();
    }

    boolean hasWarmUps() {
        return !warmUps.isEmpty();
    }

    /** Handles what others have put in, one input at a time. Never from inside the handling of another. */
    void takeForeign() {
        Commanded switched = trading.news();
        if (switched != null) {
            inbox.putLast(switched);
        }
        Object input;
        while ((input = inbox.pollForeign()) != null) {
            handle(input);
            settle();
        }
    }

    /** Sends what was asked for, and handles all that follows from it on this thread, until nothing is left. */
    void settle() {
        if (desk().hasIntents()) {
            send();
        }
        Object input;
        while ((input = inbox.pollOwn()) != null) {
            handle(input);
        }
        if (ordersChanged) {
            ordersChanged = false;
            saveStates(false);
        }
    }

    private void send() {
        trading.sending(true);
        try {
            desk().flush();
        } finally {
            trading.sending(false);
        }
    }

    /** Handles one input, and sends what its callbacks asked for. */
    void handle(Object input) {
        if (input instanceof Held held) {
            deliver(held.owner(), held.event());
        } else if (input instanceof VenueSync.Part part) {
            desk().apply(part);
        } else {
            intake.take(input);
        }
        flattening.advance();
        if (desk().hasIntents()) {
            send();
        }
    }

    /** Starts the strategies, once, as soon as orders may leave: what the venue has is known by then. */
    void startIfReady() {
        if (started || !desk().isReconciled()) {
            return;
        }
        started = true;
        for (StrategyHost host : hosts) {
            host.start();
            settle();
        }
        warmUp();
    }

    boolean hasStarted() {
        return started;
    }

    void connected(ConnectionEvent event) {
        connection = event.state();
        desk().connected(event.state() == ConnectionEvent.State.UP);
        watch.onConnection(clock.nowNanos(), event.state());
        if (event.state() != ConnectionEvent.State.UP) {
            onAlarm("CONNECTION_" + event.state(), event.detail());
        }
    }

    void enter() {
        inCallback = true;
    }

    void leave() {
        inCallback = false;
    }

    private void deliver(int owner, OrderEvent event) {
        ordersChanged = true;
        if (owner >= 0) {
            StrategyHost host = hosts.get(owner);
            if (log.isOn()) {
                log.write(Told.of(owner, event));
            }
            host.onOrderEvent(event);
            audience.orderEvent(host.name(), event);
        }
    }

    /** Writes down what strategies want back after a restart. */
    void saveStates(boolean always) {
        states.save(hosts, always);
    }

    /** Takes over what earlier sessions left behind; what that leads to is told once strategies have started. */
    void recover(SessionRecovery earlier) {
        desk().begunAt(clock.nowNanos());
        trading.recover(earlier.tradingState(), earlier.kill());
        enter();
        earlier.finish();
        leave();
        if (!earlier.strategiesGone().isEmpty()) {
            onAlarm("STRATEGIES_GONE", "strategies=" + earlier.strategiesGone());
        }
        states.restore(hosts, earlier);
    }

    /** The journal takes nothing more: nothing is sent any more, and a person must hear of it. */
    void journalFailed(String failure) {
        trading.failed();
        onAlarm("JOURNAL_FAILED", failure);
    }

    void log(StrategyHost host, String message) {
        if (log.isOn()) {
            log.write(new Logged(host.index(), message));
        }
        audience.line(host.name(), clock.nowNanos(), message);
    }

    void strategyFailed(StrategyHost host, String callback, Throwable thrown) {
        if (log.isOn()) {
            log.write(new StrategySuspended(host.index(), callback, thrown.toString()));
        }
        audience.strategyFailed(host.name(), callback, thrown);
        onAlarm("STRATEGY_SUSPENDED", "strategy=" + host.name() + " callback=" + callback + " error=" + thrown);
    }

    // ---- OrderSink

    @Override
    public void onOrderEvent(int owner, OrderEvent event) {
        watch.onOrderEvent(clock.nowNanos(), event);
        if (inCallback && owner >= 0) {
            inbox.hold(new Held(owner, event));
        } else {
            deliver(owner, event);
        }
    }

    @Override
    public void onBooked(ManagedOrder order, Fill fill) {
        if (order.owner() >= 0) {
            hosts.get(order.owner()).positions().book(order.instrumentIndex(), fill);
        }
        markHeld(order.instrumentIndex(), fill);
        past.onFill(
                order.instrumentIndex(),
                fill,
                instruments.get(order.instrumentIndex()).quantityScale());
        noteHeld(order.instrumentIndex());
    }

    /** What is held has a price: the last one known, else that of the fill. */
    private void markHeld(int index, Fill fill) {
        if (!marks.isKnown(index)) {
            recoverPrice(index, fill.price().toDouble());
        }
        ledger.mark(index, marks.get(index));
    }

    @Override
    public void onForeignBooked(int instrumentIndex) {
        if (marks.isKnown(instrumentIndex)) {
            ledger.mark(instrumentIndex, marks.get(instrumentIndex));
        }
        noteHeld(instrumentIndex);
    }

    @Override
    public void onReversed(ManagedOrder order, Fill fill) {
        if (order.owner() >= 0) {
            hosts.get(order.owner()).positions().reverse(order.instrumentIndex(), fill);
        }
        noteHeld(order.instrumentIndex());
    }

    @Override
    public void onAlarm(String code, String detail) {
        if (log.isOn()) {
            log.write(new Alarmed(code, detail));
        }
        audience.alarm(new Alarm(code, detail, clock.nowNanos()));
    }

    @Override
    public void answered(Answer answer) {
        inbox.put(answer);
    }

    @Override
    public void answered(VenueSync.Part part) {
        inbox.put(part);
    }

    @Override
    public void arrived(JournalRecord input) {
        inbox.putLast(input);
    }

    @Override
    public OrderDesk.Terms termsOf(int owner) {
        return owner < 0 ? OrderDesk.Terms.NORMAL : hosts.get(owner).terms();
    }

    // ---- BrokerListener, from any thread

    @Override
    public void onOrderReport(OrderReport report) {
        inbox.put(report);
    }

    @Override
    public void onConnection(ConnectionEvent event) {
        inbox.put(event);
    }
}
