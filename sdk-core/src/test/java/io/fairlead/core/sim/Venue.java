package io.fairlead.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.ReplaceIntent;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.risk.TradingState;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SimulationFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A venue under test with five-minute bars of one share, or of several instruments. Orders are named c1, c2, … in the order in which
 * they are sent; a leg is named after its entry: c1-1, c1-2.
 */
final class Venue implements AutoCloseable {
    /** How the venue under test works. */
    enum Mode {
        /** At once, on the caller's thread. */
        SYNCHRONOUS,
        /** On a thread of its own, late and out of order. */
        ASYNCHRONOUS
    }

    static final InstrumentId ACME = InstrumentId.of("ACME", "US");
    static final Instrument SHARE = Instrument.equity(ACME, Currency.USD).build();
    static final Instant START = Instant.parse("2026-03-02T14:30:00Z");
    static final long START_NANOS = EpochNanos.of(START);
    static final long MINUTE = 60_000_000_000L;

    final ScheduledExecutorService io = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "lent-io");
        thread.setDaemon(true);
        return thread;
    });
    final Tape tape = new Tape(START_NANOS);
    final SimulatedVenue broker;
    private final RiskGate gate = RiskGate.standalone(RuleSet.of("test", pass()));
    private final ApprovalVerifier approvals = gate.connection("sim", AccountId.of("sim", "paper-1"));
    private final List<Instrument> instruments;
    private final Map<String, OrderRequest> requests = new HashMap<>();
    private final Map<String, CompletionStage<SubmitResult>> answers = new HashMap<>();
    private int orders;
    private int changes;
    private int minute;

    private final Mode mode;

    private Venue(Mode mode, SimConfig config, List<Instrument> instruments) {
        this.mode = mode;
        this.instruments = instruments;
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        broker = SimulatedVenue.connect(config, new Lent(clock, io, approvals, tape));
        for (int i = 0; i < instruments.size(); i++) {
            market().onInstrument(i, instruments.get(i));
        }
    }

    static Venue of(Mode mode, SimConfig.Builder config, Instrument... instruments) {
        if (mode == Mode.ASYNCHRONOUS) {
            config.asynchronous(42);
        }
        return new Venue(mode, config.build(), List.of(instruments));
    }

    static Venue of(Mode mode, SimConfig.Builder config) {
        return of(mode, config, SHARE);
    }

    /** Without fees, so that prices are all there is to see. */
    static SimConfig.Builder plain() {
        return SimConfig.builder().fees(FeeModel.none());
    }

    SimulationFacet market() {
        return broker.simulation().orElseThrow();
    }

    // --- Market ---------------------------------------------------------------------------------------------------

    /** Nanoseconds of a minute after the start. */
    static long at(int minutes) {
        return START_NANOS + minutes * MINUTE;
    }

    static Instant instant(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    /** The next five-minute bar of the first instrument. */
    Venue bar(double open, double high, double low, double close) {
        return bar(open, high, low, close, 1_000_000);
    }

    Venue bar(double open, double high, double low, double close, double volume) {
        barOf(0, minute, open, high, low, close, volume);
        minute += 5;
        return this;
    }

    void barOf(int index, int startMinute, double open, double high, double low, double close, double volume) {
        market().onBar(index, at(startMinute), at(startMinute + 5), open, high, low, close, volume);
    }

    /** Moves on to a minute after the start without data. */
    Venue skipTo(int toMinute) {
        minute = toMinute;
        return this;
    }

    /** Tells the venue the time. */
    Venue time(int atMinute) {
        market().onTime(at(atMinute));
        return this;
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    static OrderRequest.Builder buy(long units) {
        return OrderRequest.buy(ACME).quantity(units);
    }

    static OrderRequest.Builder sell(long units) {
        return OrderRequest.sell(ACME).quantity(units);
    }

    static Price price(String text) {
        return Price.of(text);
    }

    /** Sends an order; the answer, once it is there, is {@link #answer}. */
    String send(OrderRequest.Builder order) {
        return send("c" + (orders + 1), order);
    }

    String send(String id, OrderRequest.Builder order) {
        orders++;
        OrderRequest request = order.build();
        requests.put(id, request);
        answers.put(id, broker.orders().submit(approve(id, request, Contingency.NONE, List.of())));
        return id;
    }

    String send(OrderGroup group) {
        String id = "c" + ++orders;
        List<ApprovedLeg> legs = new ArrayList<>();
        requests.put(id, group.orders().get(0));
        for (int i = 1; i < group.orders().size(); i++) {
            String leg = id + "-" + i;
            requests.put(leg, group.orders().get(i));
            legs.add(new ApprovedLeg(
                    new OrderId(1000L * orders + i),
                    new ClientOrderId(leg),
                    group.orders().get(i)));
        }
        answers.put(id, broker.orders().submit(approve(id, group.orders().get(0), group.contingency(), legs)));
        return id;
    }

    ApprovedOrder approve(String id, OrderRequest request, Contingency contingency, List<ApprovedLeg> legs) {
        Instrument rules = instruments.stream()
                .filter(instrument -> instrument.id().equals(request.instrument()))
                .findFirst()
                .orElseGet(() ->
                        Instrument.equity(request.instrument(), Currency.USD).build());
        GateDecision decision = gate.approve(
                approvals, rules, new OrderId(orders + 1), new ClientOrderId(id), request, contingency, legs, view());
        assertThat(decision).isInstanceOf(ApprovedOrder.class);
        return (ApprovedOrder) decision;
    }

    /** The answer to a submit; empty while it is late. */
    Optional<SubmitResult> answer(String id) {
        settle();
        return answerNow(id);
    }

    /** The answer to a submit if it is there; time stands still. */
    Optional<SubmitResult> answerNow(String id) {
        return Optional.ofNullable(answers.get(id).toCompletableFuture().getNow(null));
    }

    ActionResult cancel(String id) {
        return settled(broker.orders().cancel(key(id)));
    }

    ActionResult replace(String id, OrderChange change) {
        return settled(broker.orders().replace(approveReplace(id, change)));
    }

    ApprovedReplace approveReplace(String id, OrderChange change) {
        VenueOrder order = ask(broker.orders().order(key(id))).orElseThrow();
        ReplaceIntent intent = new ReplaceIntent(
                new OrderId(1),
                new ClientOrderId(id),
                order.key().venueOrderId().orElseThrow(),
                new ClientOrderId("r" + ++changes),
                requests.get(id),
                change);
        ApprovedReplace approved =
                (ApprovedReplace) gate.approveReplace(approvals, rulesOf(requests.get(id)), intent, view());
        requests.put(id, approved.changed());
        return approved;
    }

    private Instrument rulesOf(OrderRequest request) {
        return instruments.stream()
                .filter(instrument -> instrument.id().equals(request.instrument()))
                .findFirst()
                .orElseThrow();
    }

    static OrderKey key(String id) {
        return OrderKey.of(new ClientOrderId(id));
    }

    /** An answer that may be late: time stands still and everything due is told. */
    private <T> T settled(CompletionStage<T> stage) {
        if (!stage.toCompletableFuture().isDone()) {
            settle();
        }
        return ask(stage);
    }

    /** Lets everything be told that has happened. */
    Venue settle() {
        market().onTime(Long.MIN_VALUE);
        return this;
    }

    /** Waits until another thread has got somewhere. */
    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer that is never late. */
    static <T> T ask(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Exactly this has been told so far, in this order; late and out of order in asynchronous mode. */
    void toldExactly(String... lines) {
        settle();
        if (mode == Mode.SYNCHRONOUS) {
            assertThat(tape.lines()).containsExactly(lines);
        } else {
            assertThat(tape.lines()).containsExactlyInAnyOrder(lines);
        }
    }

    /** As {@link #toldExactly}, of what has been told since the last time that this was asked. */
    void toldSince(String... lines) {
        toldExactly(lines);
        tape.forget();
    }

    @Override
    public void close() {
        broker.close();
        io.shutdown();
    }

    /** A rule that lets everything pass. */
    static RiskRule pass() {
        return new RiskRule() {
            @Override
            public String name() {
                return "pass";
            }

            @Override
            public Optional<io.fairlead.api.order.Denial> check(OrderRequest order, RiskView view) {
                return Optional.empty();
            }
        };
    }

    private static RiskView view() {
        return (RiskView) Proxy.newProxyInstance(
                Venue.class.getClassLoader(),
                new Class<?>[] {RiskView.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "tradingState" -> TradingState.ACTIVE;
                    case "leg" -> proxy;
                    default -> false;
                });
    }
}
