package io.fairlead.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.FlatView;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.ReplaceIntent;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One connection of the plug-in under test, with what it was lent and what it told. One thread. */
final class Line implements AutoCloseable {
    private final Bench bench;
    private final ApprovalVerifier approvals;
    private final Tape tape;
    private final Broker broker;
    private final List<Object> answers = new ArrayList<>();

    private Line(Bench bench, ApprovalVerifier approvals, Tape tape, Broker broker) {
        this.bench = bench;
        this.approvals = approvals;
        this.tape = tape;
        this.broker = broker;
    }

    static Line open(Bench bench, ProviderConfig config, ApprovalVerifier approvals) {
        Tape tape = new Tape(bench.signal());
        Lent lent = new Lent(bench.time().clock(), bench.time().scheduler(), approvals, tape);
        return new Line(bench, approvals, tape, bench.provider().connect(config, lent));
    }

    Broker broker() {
        return broker;
    }

    OrderFacet orders() {
        return broker.orders();
    }

    Tape tape() {
        return tape;
    }

    ApprovalVerifier approvals() {
        return approvals;
    }

    /** What it told so far, for messages. */
    String told() {
        return tape.all().toString();
    }

    /** What it answered so far, as text. */
    List<Object> answers() {
        return List.copyOf(answers);
    }

    // --- Approvals -----------------------------------------------------------------------------------------------

    /** An approval for an order of a tradable; the request gets an id if it has none. */
    ApprovedOrder approve(Tradable tradable, OrderRequest request) {
        return approve(tradable.instrument(), tradable.price(), request);
    }

    ApprovedOrder approve(Instrument instrument, Price reference, OrderRequest request) {
        OrderRequest named = named(request);
        GateDecision decision = bench.gate()
                .approve(approvals, instrument, bench.nextOrderId(), named, view(instrument, reference, named));
        return approved(decision, ApprovedOrder.class, named);
    }

    /** An approval for a group. */
    ApprovedOrder approveGroup(
            Tradable tradable, Contingency contingency, OrderRequest first, List<OrderRequest> legs) {
        ClientOrderId id = bench.nextId();
        List<ApprovedLeg> approvedLegs = new ArrayList<>();
        var orderId = bench.nextOrderId();
        for (OrderRequest leg : legs) {
            ClientOrderId legId = bench.nextId();
            approvedLegs.add(new ApprovedLeg(bench.nextOrderId(), legId, leg));
        }
        GateDecision decision = bench.gate()
                .approve(
                        approvals,
                        tradable.instrument(),
                        orderId,
                        id,
                        first,
                        contingency,
                        approvedLegs,
                        view(tradable.instrument(), tradable.price(), first));
        return approved(decision, ApprovedOrder.class, first);
    }

    /** An approval for a change of an order. */
    ApprovedReplace approveReplace(Tradable tradable, Placed order, OrderChange change) {
        ReplaceIntent intent = new ReplaceIntent(
                bench.nextOrderId(),
                order.clientOrderId(),
                order.venueOrderId(),
                bench.nextId(),
                order.request(),
                change);
        GateDecision decision = bench.gate()
                .approveReplace(
                        approvals,
                        tradable.instrument(),
                        intent,
                        view(tradable.instrument(), tradable.price(), order.request()));
        return approved(decision, ApprovedReplace.class, order.request());
    }

    private OrderRequest named(OrderRequest request) {
        return request.clientOrderId().isPresent()
                ? request
                : request.toBuilder().clientOrderId(bench.nextId()).build();
    }

    private FlatView view(Instrument instrument, Price reference, OrderRequest request) {
        Money cash = Money.of("1000000000", instrument.quoteCurrency());
        return FlatView.of(
                        approvals.account(),
                        cash,
                        instrument,
                        request,
                        bench.time().now())
                .withReferencePrice(reference);
    }

    private static <T> T approved(GateDecision decision, Class<T> kind, OrderRequest request) {
        if (decision instanceof GateDecision.Refused refused) {
            throw new AssertionError(
                    "the gate's floor refused an order of the kit, so that the stub's instrument is not as "
                            + "Tradable says: " + refused.denial() + " for " + request);
        }
        return kind.cast(decision);
    }

    // --- Sending -------------------------------------------------------------------------------------------------

    /** Sends and waits for the answer. A stage that fails is a bug of the plug-in. */
    SubmitResult submit(ApprovedOrder order) {
        return answered(order, orders().submit(order));
    }

    /** Sends an order that meets a fault; where that means that no answer comes, time passes until the plug-in gives up. */
    SubmitResult submitInto(Fault fault, ApprovedOrder order) {
        return answered(order, givenUp(fault, RequestKind.SUBMIT, () -> orders().submit(order)));
    }

    private <T> CompletionStage<T> givenUp(Fault fault, RequestKind kind, Supplier<CompletionStage<T>> call) {
        bench.stub().failNext(kind, fault);
        long before = bench.seen(kind);
        CompletionStage<T> stage = call.get();
        if (fault.isSilent()) {
            bench.happensSoon(() ->
                    bench.seen(kind) > before || stage.toCompletableFuture().isDone());
            bench.waiting().move(bench.stub().requestTimeout().plusMillis(1));
        }
        return stage;
    }

    private SubmitResult answered(ApprovedOrder order, CompletionStage<SubmitResult> stage) {
        SubmitResult result = bench.waiting().answer("submit of " + order.request(), stage);
        answers.add(result);
        assertThat(result.clientOrderId())
                .as("the id in the answer is the one that was sent")
                .isEqualTo(order.clientOrderId());
        return result;
    }

    SubmitResult submit(Tradable tradable, OrderRequest request) {
        return submit(approve(tradable, request));
    }

    /** Sends an order that has to be accepted. */
    Placed place(Tradable tradable, OrderRequest request) {
        ApprovedOrder order = approve(tradable, request);
        return accepted(order, submit(order));
    }

    Placed place(Tradable tradable, OrderRequest.Builder request) {
        return place(tradable, request.build());
    }

    static Placed accepted(ApprovedOrder order, SubmitResult result) {
        assertThat(result).as("submit of %s", order.request()).isInstanceOf(SubmitResult.Accepted.class);
        return new Placed(order.clientOrderId(), ((SubmitResult.Accepted) result).venueOrderId(), order.request());
    }

    /** A limit order of the usual quantity that rests five percent below the market, or above for a sale. */
    OrderRequest.Builder resting(Tradable tradable, Side side) {
        Price price = Bench.away(tradable, side == Side.BUY ? "-5" : "5");
        OrderRequest.Builder order = OrderRequest.of(tradable.instrument().id(), side)
                .quantity(tradable.quantity())
                .limit(price);
        return lasting(order, bench.restingTif(tradable, OrderType.LIMIT));
    }

    /** With a time in force; a GTD order ends in an hour. */
    OrderRequest.Builder lasting(OrderRequest.Builder order, TimeInForce duration) {
        return duration == TimeInForce.GTD
                ? order.goodTill(bench.time().now().plus(Duration.ofHours(1)))
                : order.timeInForce(duration);
    }

    /** Places a buy order that rests. */
    Placed rest(Tradable tradable) {
        return place(tradable, resting(tradable, Side.BUY));
    }

    /** An order that takes at the market: a market order, or a limit through it where there are none. */
    OrderRequest.Builder taking(Tradable tradable, Side side, Quantity quantity) {
        OrderRequest.Builder order =
                OrderRequest.of(tradable.instrument().id(), side).quantity(quantity);
        if (bench.plugin().supports(OrderType.MARKET)) {
            return lasting(order.market(), bench.takingTif(tradable, OrderType.MARKET));
        }
        return lasting(
                order.limit(Bench.away(tradable, side == Side.BUY ? "5" : "-5")),
                bench.restingTif(tradable, OrderType.LIMIT));
    }

    /** Takes at the market and waits until all of it was reported as filled. */
    Placed take(Tradable tradable, Side side, Quantity quantity) {
        Placed order = place(tradable, taking(tradable, side, quantity));
        awaitFilled(order, quantity);
        return order;
    }

    /** Sends a change and waits for the answer. */
    ActionResult replace(ApprovedReplace change) {
        ActionResult result = bench.waiting().answer("replace " + change, orders().replace(change));
        answers.add(result);
        return result;
    }

    /** As {@link #submitInto}. */
    ActionResult replaceInto(Fault fault, ApprovedReplace change) {
        return ask("replace " + change, givenUp(fault, RequestKind.REPLACE, () -> orders().replace(change)));
    }

    /** As {@link #submitInto}. */
    ActionResult cancelInto(Fault fault, OrderKey key) {
        return ask("cancel " + key, givenUp(fault, RequestKind.CANCEL, () -> orders().cancel(key)));
    }

    /** Changes an order, waits until it was reported, and names it as it is named since. */
    Placed change(Tradable tradable, Placed order, OrderChange change) {
        ApprovedReplace approved = approveReplace(tradable, order, change);
        assertThat(replace(approved)).as("change of %s", order.request()).isInstanceOf(ActionResult.Taken.class);
        OrderReport.Replaced replaced = awaitReport(order, OrderReport.Replaced.class);
        return order.now(replaced.now(), approved.changed());
    }

    ActionResult cancel(OrderKey key) {
        ActionResult result = bench.waiting().answer("cancel " + key, orders().cancel(key));
        answers.add(result);
        return result;
    }

    /** Cancels and waits until it was reported. */
    OrderReport.Cancelled end(Placed order) {
        assertThat(cancel(order.key())).as("cancel of %s", order.key()).isInstanceOf(ActionResult.Taken.class);
        return awaitReport(order, OrderReport.Cancelled.class);
    }

    /** What is not declared is denied, or refused by an exception, and no byte leaves. */
    void refuses(ApprovedOrder order) {
        long before = bench.seenOrderRequests();
        int held = bench.stub().orders().size();
        Object outcome;
        try {
            outcome = bench.waiting().answer("submit of " + order.request(), orders().submit(order));
        } catch (UnsupportedCapabilityException e) {
            outcome = e;
        } catch (AssertionError e) {
            outcome = unsupported(e);
        }
        answers.add(outcome);
        if (outcome instanceof SubmitResult.Denied denied) {
            assertThat(denied.denial().code())
                    .as("the code of a denial of what is not declared: %s", denied)
                    .startsWith("UNSUPPORTED_");
        } else {
            assertThat(outcome)
                    .as("an order that is not declared is denied: %s", order.request())
                    .isInstanceOf(UnsupportedCapabilityException.class);
        }
        assertThat(bench.happensSoon(() -> bench.seenOrderRequests() > before
                        || bench.stub().orders().size() > held))
                .as("something left for %s, which is not declared", order.request())
                .isFalse();
    }

    private static Throwable unsupported(AssertionError failure) {
        Throwable cause = failure.getCause() == null ? null : failure.getCause().getCause();
        if (cause instanceof UnsupportedCapabilityException) {
            return cause;
        }
        throw failure;
    }

    // --- What was told -------------------------------------------------------------------------------------------

    static boolean isOf(OrderKey key, Placed order) {
        return key.clientOrderId().equals(Optional.of(order.clientOrderId()))
                || key.venueOrderId().equals(Optional.of(order.venueOrderId()));
    }

    List<OrderReport> reports(Placed order) {
        return tape.reports().stream()
                .filter(report -> isOf(report.key(), order))
                .toList();
    }

    <R extends OrderReport> List<R> reports(Placed order, Class<R> kind) {
        return reports(order).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Every fill that was reported of an order, as it was, repetitions included; with its price once that is known. */
    List<Fill> fills(Placed order) {
        List<Fill> fills = new ArrayList<>();
        for (OrderReport report : reports(order)) {
            if (report instanceof OrderReport.Filled filled) {
                fills.add(filled.fill());
            } else if (report instanceof OrderReport.FilledUnpriced unpriced) {
                fills.add(unpriced.fill());
            } else if (report instanceof OrderReport.Priced priced) {
                fills.replaceAll(fill -> fill.executionId().equals(priced.executionId()) ? priced(fill, priced) : fill);
            }
        }
        return fills;
    }

    private static Fill priced(Fill fill, OrderReport.Priced priced) {
        return new Fill(
                fill.executionId(),
                fill.instrument(),
                fill.side(),
                fill.quantity(),
                priced.price(),
                priced.fees(),
                fill.liquidity(),
                fill.timeNanos());
    }

    /** The fills as a session books them: each execution id once. */
    List<Fill> booked(Placed order) {
        Map<String, Fill> byId = new LinkedHashMap<>();
        fills(order).forEach(fill -> byId.putIfAbsent(fill.executionId(), fill));
        return List.copyOf(byId.values());
    }

    /** Units that a session would book. */
    Quantity filled(Placed order) {
        return booked(order).stream().map(Fill::quantity).reduce(Quantity.ZERO, Quantity::plus);
    }

    void awaitFilled(Placed order, Quantity quantity) {
        bench.await(
                quantity + " of " + order.key() + " were reported as filled",
                () -> filled(order).compareTo(quantity) >= 0,
                this::told);
        assertThat(filled(order)).as("units filled of %s", order.key()).isEqualTo(quantity);
    }

    <R extends OrderReport> R awaitReport(Placed order, Class<R> kind) {
        bench.await(
                kind.getSimpleName() + " of " + order.key() + " was reported",
                () -> !reports(order, kind).isEmpty(),
                this::told);
        return reports(order, kind).get(0);
    }

    OrderReport awaitReport(String what, Predicate<OrderReport> wanted) {
        bench.await(what, () -> tape.reports().stream().anyMatch(wanted), this::told);
        return tape.reports().stream().filter(wanted).findFirst().orElseThrow();
    }

    void awaitConnection(ConnectionEvent.State state, long times) {
        bench.await(
                "the connection was " + state + " " + times + " times", () -> tape.count(state) >= times, this::told);
    }

    /**
     * When this returns, everything was told that the venue had told before: another order was placed and cancelled, and its end was
     * reported, behind all else.
     */
    void fence() {
        Tradable tradable = bench.usual();
        Placed order = place(tradable, resting(tradable, Side.BUY).limit(Bench.away(tradable, "-9")));
        end(order);
    }

    // --- Questions -----------------------------------------------------------------------------------------------

    <T> T ask(String what, CompletionStage<T> question) {
        T answer = bench.waiting().answer(what, question);
        answers.add(answer);
        return answer;
    }

    List<VenueOrder> openOrders() {
        return ask("openOrders", orders().openOrders());
    }

    Optional<VenueOrder> order(OrderKey key) {
        return ask("order " + key, orders().order(key));
    }

    List<OrderFacet.Execution> executionsSince(Instant watermark) {
        return ask("executionsSince " + watermark, orders().executionsSince(watermark));
    }

    /** The open orders that are this one. */
    List<VenueOrder> open(Placed order) {
        return openOrders().stream().filter(open -> isOf(open.key(), order)).toList();
    }

    @Override
    public void close() {
        broker.close();
    }
}
