package io.fairlead.core.order;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

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

    final ScriptedBroker broker = new ScriptedBroker();
    final List<String> told = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    final Deque<Answer> answers = new ArrayDeque<>();
    final Ledger ledger = new Ledger(broker.account(), Currency.USD, List.of(Money.of(100_000, Currency.USD)));
    final Marks marks = new Marks();
    final OrderDesk desk;
    private final RiskGate gate;
    final List<JournalRecord> written = new ArrayList<>();
    private final Deque<Object> parts = new ArrayDeque<>();
    int booked;
    TradingState state = TradingState.ACTIVE;
    boolean limitBuyingPower = true;
    Seen seen = new Seen(false, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    DeskBench() {
        this(false);
    }

    DeskBench(boolean dryRun) {
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
                new ClientOrderIds(ClientOrderIds.draw(new SplittableRandom(1)), ClientIdRule.NONE),
                () -> state,
                BigDecimal.ONE,
                ExternalPolicy.OBSERVE,
                this,
                new Kept());
        desk.setTime(1_700_000_000_000_000_000L);
        desk.begunAt(1_700_000_000_000_000_000L);
        desk.connected(true);
        flush();
        mark(0, 100);
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
        Object part;
        while ((part = parts.poll()) != null) {
            if (part instanceof VenueSync.Part one) {
                desk.apply(one);
            } else if (part instanceof JournalRecord.VenueRead read) {
                written.add(read);
                desk.reconcile(read);
            } else if (part instanceof JournalRecord.VenueReadFailed failed) {
                desk.reconcileFailed(failed);
            }
        }
        Answer answer;
        while ((answer = answers.poll()) != null) {
            desk.apply(answer);
        }
    }

    void report(OrderReport report) {
        desk.apply(report);
        flush();
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
        return 1_700_000_000_000_000_000L;
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
        return OrderDesk.Terms.NORMAL;
    }

    private final class Kept implements RecordLog {
        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public void write(JournalRecord record) {
            written.add(record);
        }

        @Override
        public void force() {}
    }
}
