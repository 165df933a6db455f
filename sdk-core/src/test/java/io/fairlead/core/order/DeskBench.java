package io.fairlead.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.journal.JournalException;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.RecordCodec;
import io.fairlead.core.journal.RecordKind;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order desk on a scripted broker, without a session: reports and answers come when a test says so. */
final class DeskBench implements OrderSink {
    static final InstrumentId AAA = InstrumentId.of("AAA", "US");
    static final InstrumentId EUR_SHARE = InstrumentId.of("EEE", "XETR");

    /** The numbers that the gate's rules were shown. */
    record Seen(
            boolean reducing,
            long quantity,
            long position,
            long worst,
            long available,
            long notional,
            long required,
            long buyingPower,
            long worstGross,
            int openOrders) {}

    static final long START = 1_700_000_000_000_000_000L;

    /** Where a run begins that reads those before it. */
    private static final JournalRecord.RunOpened RUN = new JournalRecord.RunOpened(
            "LIVE",
            AccountId.of("scripted", "1"),
            "test",
            "1",
            "bench",
            List.of(),
            1,
            JournalRecord.Recording.ALL,
            Currency.USD,
            List.of(),
            new TreeMap<>(),
            List.of("one"),
            "");

    /** One thing in the journal, or a price. */
    record Entry(long timeNanos, @Nullable JournalRecord record, int index, int price) {}

    final ScriptedBroker broker = new ScriptedBroker();
    final List<String> told = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    final Deque<Answer> answers = new ArrayDeque<>();
    final Ledger ledger = new Ledger(broker.account(), Currency.USD, List.of(Money.of(100_000, Currency.USD)));
    final Marks marks = new Marks();
    final OrderDesk desk;
    private final RiskGate gate;
    /** The journal, with the prices that were seen in between. */
    final List<Entry> entries = new ArrayList<>();

    /** Parts of readings that have come in, and whole ones. */
    final Deque<Object> parts = new ArrayDeque<>();

    private final boolean dryRun;
    private final ExternalPolicy policy;

    /** How many calls the broker had seen when the journal was forced: one entry a force. */
    final List<Integer> callsBeforeForce = new ArrayList<>();

    /** How many entries survive a loss of power. */
    int forcedEntries;

    boolean forceFails;
    long nanos = START;
    int booked;
    OrderDesk.Terms terms = OrderDesk.Terms.NORMAL;
    TradingState state = TradingState.ACTIVE;
    boolean limitBuyingPower = true;
    Seen seen = new Seen(false, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    DeskBench() {
        this(false);
    }

    DeskBench(boolean dryRun) {
        this(dryRun, ExternalPolicy.OBSERVE, null, true);
    }

    /** A bench at a broker that declares this. */
    DeskBench(Capabilities can) {
        this(false, ExternalPolicy.OBSERVE, can, true);
    }

    DeskBench(boolean dryRun, ExternalPolicy policy, @Nullable Capabilities can, boolean begin) {
        this.dryRun = dryRun;
        this.policy = policy;
        broker.can = can == null ? broker.can : can;
        InstrumentTable table = new InstrumentTable();
        for (Instrument instrument : List.of(
                Instrument.equity(AAA, Currency.USD).build(),
                Instrument.equity(EUR_SHARE, Currency.of("EUR")).build())) {
            table.put(instrument);
            ledger.register(instrument);
        }
        ledger.startDay();
        gate = RiskGate.standalone(RuleSet.of("bench", new Watching()));
        desk = new OrderDesk(
                new VenueLink(broker, gate, gate.connection("scripted", broker.account()), dryRun, true),
                table,
                ledger,
                marks,
                new MarketHours(),
                new ClientOrderIds(ClientOrderIds.draw(new SplittableRandom(1)), broker.can.clientIds()),
                () -> state,
                BigDecimal.ONE,
                policy,
                this,
                new Kept());
        desk.setTime(nanos);
        if (begin) {
            desk.begunAt(nanos);
            connect();
            mark(0, 100);
        }
    }

    /** Connects, and takes the first reading in. */
    void connect() {
        desk.connected(true);
        flush();
    }

    /** A desk of its own that has read the first so many entries of this one's journal, at the same broker. */
    DeskBench restarted(int count) {
        return restarted(count, -1);
    }

    /** The same, which has read a checkpoint instead of the first so many entries. */
    DeskBench restarted(int count, int checkpointAfter) {
        DeskBench next = sister();
        for (int i = 0; i < count; i++) {
            if (i == checkpointAfter) {
                DeskBench carried = sister();
                carried.restore(next.desk.checkpoint(Long.MIN_VALUE, Integer::toString));
                next = carried;
            }
            Entry entry = entries.get(i);
            next.desk.setTime(entry.timeNanos());
            if (entry.record() == null) {
                next.price(entry.index(), entry.price());
            } else {
                next.desk.fold(entry.record(), index -> index, index -> index);
            }
        }
        next.entries.addAll(entries.subList(0, count));
        next.entries.add(new Entry(nanos, RUN, 0, 0));
        next.forcedEntries = next.entries.size();
        next.desk.setTime(nanos);
        next.desk.recovered();
        return next;
    }

    private DeskBench sister() {
        DeskBench next = new DeskBench(dryRun, policy, broker.can, false);
        next.broker.takeOver(broker);
        next.nanos = nanos;
        next.state = state;
        next.desk.begunAt(START);
        return next;
    }

    /** Takes a checkpoint as it comes out of a journal. */
    private void restore(List<CheckpointPart> parts) {
        RecordCodec codec = new RecordCodec();
        List<CheckpointPart> read = new ArrayList<>();
        for (CheckpointPart part : parts) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            codec.write(new JournalRecord.Checkpoint(part), bytes);
            JournalRecord record = codec.read(RecordKind.CHECKPOINT, bytes.flip());
            assertThat(record).hasToString(new JournalRecord.Checkpoint(part).toString());
            read.add(((JournalRecord.Checkpoint) record).part());
            if (part instanceof CheckpointPart.Listed listed) {
                listed.priceScaled().ifPresent(scaled -> {
                    marks.set(listed.index(), scaled, now());
                    ledger.mark(listed.index(), scaled);
                });
            }
        }
        desk.restore(read, Integer::parseInt, index -> index);
    }

    /** All that a desk's state is made of; what is under way shows as unknown, as it does after a restart. */
    List<String> dump() {
        OrderRoom room = desk.room();
        List<String> lines = new ArrayList<>();
        for (long id = 1; id <= room.registry.lastOrderId(); id++) {
            lines.add("O-" + id + " "
                    + desk.order(new OrderId(id)).map(DeskBench::line).orElse("-"));
        }
        lines.add("cash " + ledger.cash(Currency.USD) + " pnl " + ledger.realizedPnl(Currency.USD));
        for (int i = 0; i < 2; i++) {
            lines.add(i + " held " + ledger.quantityScaled(i) + " buys " + room.working.buysScaled(i) + " sells "
                    + room.working.sellsScaled(i) + " reserving " + room.working.reserving(i) + " frozen "
                    + room.frozen.check(i));
        }
        lines.add("working " + room.working.notionalE8() + " groups " + room.working.groups());
        lines.add(
                "open " + desk.openOrders().stream().map(ManagedOrder::orderId).toList());
        lines.add("next " + room.clientIds.upcoming());
        return lines;
    }

    /** Lines of either that the other has not. */
    static List<String> different(List<String> now, List<String> before) {
        List<String> lines = new ArrayList<>();
        now.stream()
                .filter(line -> !before.contains(line))
                .map(line -> "now " + line)
                .forEach(lines::add);
        before.stream()
                .filter(line -> !now.contains(line))
                .map(line -> "before " + line)
                .forEach(lines::add);
        return lines;
    }

    private static String line(ManagedOrder order) {
        boolean unanswered = order.lifecycle() == Lifecycle.PENDING_NEW;
        return order.owner() + " " + order.clientOrderId() + " " + order.venueOrderId() + " " + order.request() + " "
                + order.sent() + " " + order.lifecycle() + (unanswered ? "?" : "") + " " + order.pending() + " "
                + order.pendingClientOrderId() + " held " + order.isHeld() + " recalled " + order.isRecalled()
                + " await " + order.awaitedEnd() + " of sent " + order.filledOfSent() + " fills "
                + order.fills().stream().map(Fill::executionId).toList() + " "
                + order.denial().map(Denial::code).orElse("") + " reserves " + order.reservedBuyScaled + "/"
                + order.reservedSellScaled + "/" + order.reservedNotionalE8 + " at "
                + (order.isClosed() ? 0 : order.riskPriceScaled);
    }

    /** Notes what it is shown, also for orders that only reduce; denies what exceeds buying power. */
    private final class Watching implements RiskRule {
        @Override
        public String name() {
            return "watching";
        }

        @Override
        public boolean appliesToReducing() {
            return true;
        }

        @Override
        public Optional<Denial> check(OrderRequest order, RiskView view) {
            seen = new Seen(
                    view.isReducing(),
                    view.orderQuantityScaled(),
                    view.positionScaled(),
                    view.worstPositionScaled(),
                    view.availableToReduceScaled(),
                    view.notionalE8(),
                    view.requiredBuyingPowerE8(),
                    view.buyingPowerE8(),
                    view.worstGrossExposureE8(),
                    view.openOrders());
            return limitBuyingPower && !view.isReducing() && view.requiredBuyingPowerE8() > view.buyingPowerE8()
                    ? Optional.of(new Denial("LIMIT_BUYING_POWER", "test=true", "less"))
                    : Optional.empty();
        }
    }

    /** Has the gate ask one more rule. */
    void watching(RiskRule rule) {
        gate.replaceRules(RuleSet.of("bench", rule, new Watching()));
    }

    void mark(int index, int price) {
        entries.add(new Entry(nanos, null, index, price));
        price(index, price);
        desk.onPrice(index);
        flush();
    }

    void price(int index, int price) {
        long scaled = Price.of(price).toScaled(6);
        marks.set(index, scaled, now());
        ledger.mark(index, scaled);
    }

    /** Submits and sends. */
    ManagedOrder submit(OrderRequest request) {
        ManagedOrder order = desk.submit(0, request, OrderDesk.Terms.NORMAL);
        flush();
        return order;
    }

    /** Submits and sends. */
    ManagedOrder submit(OrderGroup group) {
        ManagedOrder order = desk.submit(0, group, OrderDesk.Terms.NORMAL);
        flush();
        return order;
    }

    /** Submits, sends, and lets the venue say that it works. */
    ManagedOrder working(OrderRequest request) {
        ManagedOrder order = submit(request);
        report(new OrderReport.Working(key(order), now()));
        return order;
    }

    /** A position of so many units, bought at 100. */
    void hold(long units) {
        ManagedOrder order =
                submit(OrderRequest.buy(AAA).quantity(units).market().build());
        fill(order, "hold-" + order.orderId(), units, 100);
    }

    /** Sends what waits and takes in what was answered at once. */
    void flush() {
        desk.flush();
        while (!parts.isEmpty() || !answers.isEmpty()) {
            takeParts();
            Answer answer = answers.poll();
            if (answer != null) {
                answer(answer);
            }
            if (desk.hasIntents()) {
                desk.flush();
            }
        }
    }

    private void takeParts() {
        Object part;
        while ((part = parts.poll()) != null) {
            if (part instanceof VenueSync.Part one) {
                desk.apply(one);
            } else {
                write((JournalRecord) part);
                take((JournalRecord) part);
            }
        }
    }

    private void take(JournalRecord input) {
        if (input instanceof JournalRecord.VenueRead read) {
            desk.reconcile(read);
        } else if (input instanceof JournalRecord.VenueReadFailed failed) {
            desk.reconcileFailed(failed);
        }
    }

    /** Takes an adapter's answer in, as the engine does. */
    void answer(Answer answer) {
        OrderId id = answer.order().orderId();
        if (answer instanceof Answer.Submitted submitted) {
            write(new JournalRecord.SubmitAnswered(id, submitted.result()));
        } else if (answer instanceof Answer.CancelTaken taken) {
            write(new JournalRecord.ActionAnswered(id, JournalRecord.Action.CANCEL, taken.result()));
        } else if (answer instanceof Answer.ReplaceTaken taken) {
            write(new JournalRecord.ActionAnswered(id, JournalRecord.Action.REPLACE, taken.result()));
        }
        desk.apply(answer);
    }

    private void write(JournalRecord record) {
        entries.add(new Entry(nanos, record, 0, 0));
    }

    void report(OrderReport report) {
        write(new JournalRecord.Reported(report));
        desk.apply(report);
        flush();
    }

    /** Takes a reading in, as the engine does. */
    void read(JournalRecord.VenueRead read) {
        write(read);
        desk.reconcile(read);
        flush();
    }

    /** A person ends an unknown outcome. */
    void resolve(ManagedOrder order, boolean placed) {
        resolve(order, placed, Optional.empty());
    }

    /** A person ends an unknown outcome, and says which order at the venue it is. */
    void resolve(ManagedOrder order, String venueOrderId) {
        resolve(order, true, Optional.of(new VenueOrderId(venueOrderId)));
    }

    private void resolve(ManagedOrder order, boolean placed, Optional<VenueOrderId> id) {
        JournalRecord.Command.Resolve resolve = new JournalRecord.Command.Resolve(order.orderId(), placed, id);
        write(new JournalRecord.Commanded(resolve, "a person", "looked"));
        desk.resolve(resolve, "a person", "looked");
        flush();
    }

    /** A person takes the venue's word. */
    void acceptPosition(int index) {
        write(new JournalRecord.Commanded(new JournalRecord.Command.AcceptPosition(index), "a person", "looked"));
        desk.acceptPosition(index);
        flush();
    }

    /** Time passes, and what is due is done. */
    void advance(Duration time) {
        nanos += time.toNanos();
        desk.setTime(nanos);
        desk.pollVenue();
        if (desk.nextDueNanos() <= nanos) {
            desk.passTime();
        }
        flush();
    }

    /** What was written down of a kind, oldest first. */
    <T extends JournalRecord> List<T> written(Class<T> kind) {
        return entries.stream()
                .map(Entry::record)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    void fill(ManagedOrder order, String execution, long units, int price) {
        report(filled(order, execution, units, price));
    }

    OrderReport filled(ManagedOrder order, String execution, long units, int price) {
        return new OrderReport.Filled(key(order), now(), fillOf(order, execution, units, price));
    }

    Fill fillOf(ManagedOrder order, String execution, long units, int price) {
        return new Fill(
                execution,
                order.request().instrument(),
                order.request().side(),
                Quantity.of(units),
                Price.of(price),
                List.of(),
                Liquidity.TAKER,
                now());
    }

    static OrderKey key(ManagedOrder order) {
        return OrderKey.of(order.clientOrderId(), new VenueOrderId("V-" + order.orderId()));
    }

    long now() {
        return nanos;
    }

    /** What a rule would see of an order now; the order is gone afterwards. */
    Seen probe(OrderRequest request) {
        boolean limit = limitBuyingPower;
        limitBuyingPower = false;
        ManagedOrder order = desk.submit(0, request, OrderDesk.Terms.NORMAL);
        limitBuyingPower = limit;
        Seen shown = seen;
        flush();
        report(new OrderReport.Rejected(key(order), now(), "a probe"));
        told.clear();
        return shown;
    }

    long positionUnits() {
        return ledger.quantityScaled(0);
    }

    @Override
    public void onOrderEvent(int owner, OrderEvent event) {
        if (owner < 0) {
            return;
        }
        told.add(event.getClass().getSimpleName() + " " + event.order().orderId() + " "
                + event.order().status());
    }

    @Override
    public void onBooked(ManagedOrder order, Fill fill) {
        booked++;
    }

    @Override
    public void onReversed(ManagedOrder order, Fill fill) {
        booked--;
    }

    @Override
    public void onForeignBooked(int instrumentIndex) {}

    @Override
    public void onAlarm(String code, String detail) {
        alarms.add(code);
    }

    @Override
    public void answered(Answer answer) {
        answers.add(answer);
    }

    @Override
    public void answered(VenueSync.Part part) {
        parts.add(part);
    }

    @Override
    public void arrived(JournalRecord input) {
        parts.add(input);
    }

    @Override
    public OrderDesk.Terms termsOf(int owner) {
        return terms;
    }

    private final class Kept implements RecordLog {
        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public void write(JournalRecord record) {
            DeskBench.this.write(record);
        }

        @Override
        public void force() {
            callsBeforeForce.add(broker.calls.size());
            forcedEntries = entries.size();
            if (forceFails) {
                throw new JournalException("the disk is gone");
            }
        }
    }
}
