package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.ApprovalException;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What becomes of an order that is sent. */
final class SubmitRules {
    private SubmitRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("SUB-01", "every declared type and time in force reaches the venue as it was asked")
                        .lookAt(
                                "the mapping of OrderRequest to the venue's order: type, side, prices, quantity, time in force")
                        .cases(plugin -> OrderShapes.declared(plugin).stream()
                                .map(shape -> new Rule.Case(shape.toString(), bench -> arrivesAsAsked(bench, shape)))
                                .toList())
                        .build(),
                rule("SUB-02", "every type and time in force that is not declared is denied before a byte leaves")
                        .declared(
                                "all types and times in force",
                                plugin -> OrderShapes.undeclared(plugin).isEmpty())
                        .lookAt("the check against Capabilities at the start of submit: UNSUPPORTED_…")
                        .cases(plugin -> OrderShapes.undeclared(plugin).stream()
                                .map(shape -> new Rule.Case(shape.toString(), bench -> {
                                    Line line = bench.connect();
                                    line.refuses(line.approve(bench.usual(), shape.order(bench, line, Side.BUY)));
                                }))
                                .toList())
                        .build(),
                rule("SUB-03", "one submit is one request, and one order at the venue")
                        .lookAt("retries in the HTTP client, in an interceptor, in a wrapper: there must be none")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            line.fence();

                            bench.heldOnce(order);
                            assertThat(bench.seen(RequestKind.SUBMIT)).isEqualTo(2);
                        })
                        .build(),
                rule("SUB-04", "the client id leaves as it was given")
                        .declared("client order ids", Plugin::keepsIds)
                        .lookAt("ClientIdRule: is the id cut, changed or made anew?")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertThat(bench.heldOnce(order).clientOrderId())
                                    .contains(order.clientOrderId().value());
                        })
                        .otherwise("no id of ours arrives, and the answer still names ours", bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertThat(bench.heldOnce(order).clientOrderId()).isEmpty();
                        })
                        .build(),
                rule("SUB-05", "the longest client id that is declared arrives whole")
                        .declared("client order ids", Plugin::keepsIds)
                        .lookAt("ClientIdRule.maxLength and the alphabet")
                        .holds(SubmitRules::longestId)
                        .build(),
                rule("SUB-06", "accepted names the venue's own id")
                        .lookAt("which field of the answer becomes the VenueOrderId")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertThat(bench.stub().orders())
                                    .extracting(HeldOrder::id)
                                    .containsExactly(order.venueOrderId());
                        })
                        .build(),
                rule("SUB-07", "a purchase is a purchase and a sale a sale")
                        .lookAt("the mapping of Side, at both ends")
                        .holds(SubmitRules::sides)
                        .build(),
                rule("SUB-08", "an approval is good for one send")
                        .lookAt("ApprovalVerifier.consume before the first byte, for every order")
                        .holds(bench -> {
                            Line line = bench.connect();
                            ApprovedOrder order = line.approve(
                                    bench.usual(),
                                    line.resting(bench.usual(), Side.BUY).build());
                            line.submit(order);

                            refusedApproval(bench, line, order);

                            assertThat(bench.stub().orders()).hasSize(1);
                        })
                        .build(),
                rule("SUB-09", "an approval is used up once, not twice")
                        .lookAt("two calls of ApprovalVerifier.consume for one order: the second throws")
                        .holds(bench -> {
                            Line line = bench.connect();
                            ApprovedOrder order = line.approve(
                                    bench.usual(),
                                    line.resting(bench.usual(), Side.BUY).build());

                            Line.accepted(order, line.submit(order));

                            assertThat(catchThrowable(() -> line.approvals().consume(order)))
                                    .as("the approval was used up by the adapter")
                                    .isInstanceOf(ApprovalException.class);
                        })
                        .build(),
                rule("SUB-10", "an approval of another connection is refused, and nothing leaves")
                        .lookAt("ApprovalVerifier.consume: the verifier that was lent to this connection is asked")
                        .holds(SubmitRules::foreignApproval)
                        .build(),
                rule("SUB-11", "a venue's refusal is Rejected, in its own words, and is not sent again")
                        .needsRejection(RequestKind.SUBMIT)
                        .lookAt("the mapping of the venue's error codes: which of them prove that there is no order?")
                        .holds(SubmitRules::rejection)
                        .build(),
                rule("SUB-12", "submit does not wait for the venue")
                        .needs(RequestKind.SUBMIT, Fault.NOT_ACTED_NO_ANSWER)
                        .lookAt("a call that blocks on the caller's thread")
                        .holds(SubmitRules::doesNotBlock)
                        .build(),
                rule("SUB-13", "an order that works is reported as working")
                        .lookAt("OrderReport.Working from the stream, or from the answer where the stream has none")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            line.awaitReport(order, OrderReport.Working.class);
                        })
                        .build(),
                rule("SUB-14", "a resting order is not reported as filled, cancelled or rejected")
                        .lookAt("the mapping of the venue's order states")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());
                            line.fence();

                            assertThat(line.reports(order))
                                    .as("reports of an order that rests")
                                    .allMatch(report -> report instanceof OrderReport.Working
                                            || report instanceof OrderReport.Suspended);
                        })
                        .build(),
                rule("SUB-15", "an order can be looked up and shows what was asked")
                        .lookAt("OrderFacet.order(key) and the reading of VenueOrder")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertShows(line.order(order.key()).orElseThrow(), order, Quantity.ZERO, Lifecycle.NEW);
                        })
                        .build(),
                rule("SUB-16", "an order is in the list of open orders, as it was asked")
                        .lookAt("OrderFacet.openOrders() and the reading of VenueOrder")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            List<VenueOrder> open = line.openOrders();

                            assertThat(open).hasSize(1);
                            assertShows(open.get(0), order, Quantity.ZERO, Lifecycle.NEW);
                        })
                        .build(),
                rule("SUB-17", "an order that the venue does not know is empty, not a failure")
                        .lookAt("OrderFacet.order(key) on a 404")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());
                            Placed never = new Placed(
                                    bench.nextId(),
                                    new io.fairlead.api.order.VenueOrderId(
                                            unknownLike(order.venueOrderId().value())),
                                    order.request());

                            assertThat(line.order(never.key())).isEmpty();
                        })
                        .build(),
                rule("SUB-18", "an id that was used is not accepted for a second order")
                        .declared(
                                "ids that are unique for ever, or while open",
                                plugin -> plugin.capabilities().idempotency() == IdempotencyClass.DEDUP
                                        || plugin.capabilities().idempotency() == IdempotencyClass.DEDUP_WHILE_OPEN)
                        .lookAt(
                                "Capabilities.idempotency(), and what the venue's word for a duplicate leads to: Rejected")
                        .holds(SubmitRules::duplicateId)
                        .build(),
                rule("SUB-19", "an id is unique for ever, after the order's end too")
                        .declared("DEDUP", plugin -> plugin.capabilities().idempotency() == IdempotencyClass.DEDUP)
                        .lookAt("Capabilities.idempotency(): DEDUP promises more than DEDUP_WHILE_OPEN")
                        .holds(SubmitRules::duplicateOfAnEnded)
                        .build(),
                rule("SUB-20", "orders that are sent at once are each sent once, under their own id")
                        .lookAt("shared state between calls of submit")
                        .holds(SubmitRules::manyAtOnce)
                        .build());
    }

    private static void arrivesAsAsked(Bench bench, OrderShapes.Shape shape) {
        Line line = bench.connect();
        OrderRequest request = shape.order(bench, line, Side.BUY);

        Placed order = line.place(bench.usual(), request);

        assertArrived(bench, order);
    }

    /** The venue read the order as it was asked. */
    static HeldOrder assertArrived(Bench bench, Placed order) {
        HeldOrder held = bench.heldOnce(order);
        OrderRequest asked = order.request();
        OrderRequest arrived = held.request();
        assertThat(arrived.instrument()).as("instrument").isEqualTo(asked.instrument());
        assertThat(arrived.side()).as("side").isEqualTo(asked.side());
        assertThat(arrived.type()).as("type").isEqualTo(asked.type());
        assertThat(arrived.timeInForce()).as("time in force").isEqualTo(asked.timeInForce());
        assertThat(arrived.quantity()).as("quantity").isEqualTo(asked.quantity());
        assertThat(arrived.notional()).as("notional").isEqualTo(asked.notional());
        assertThat(arrived.limitPrice()).as("limit price").isEqualTo(asked.limitPrice());
        assertThat(arrived.triggerPrice()).as("trigger price").isEqualTo(asked.triggerPrice());
        assertThat(arrived.trail()).as("trail").isEqualTo(asked.trail());
        assertThat(arrived.expireAt()).as("end of a GTD order").isEqualTo(asked.expireAt());
        assertThat(arrived.postOnly()).as("post-only").isEqualTo(asked.postOnly());
        assertThat(arrived.reduceOnly()).as("reduce-only").isEqualTo(asked.reduceOnly());
        assertThat(arrived.extendedHours()).as("extended hours").isEqualTo(asked.extendedHours());
        assertThat(arrived.displayQuantity()).as("display quantity").isEqualTo(asked.displayQuantity());
        return held;
    }

    static void assertShows(VenueOrder shown, Placed order, Quantity filled, Lifecycle lifecycle) {
        assertThat(Line.isOf(shown.key(), order))
                .as("key %s is of %s", shown.key(), order.key())
                .isTrue();
        assertThat(shown.instrument())
                .as("instrument")
                .isEqualTo(order.request().instrument());
        assertThat(shown.side()).as("side").isEqualTo(order.request().side());
        assertThat(shown.type()).as("type").isEqualTo(order.request().type());
        assertThat(shown.quantity()).as("quantity").isEqualTo(order.request().quantity());
        assertThat(shown.limitPrice())
                .as("limit price")
                .isEqualTo(order.request().limitPrice());
        assertThat(shown.triggerPrice())
                .as("trigger price")
                .isEqualTo(order.request().triggerPrice());
        assertThat(shown.timeInForce())
                .as("time in force")
                .isEqualTo(order.request().timeInForce());
        assertThat(shown.filledQuantity()).as("filled quantity").isEqualTo(filled);
        assertThat(shown.lifecycle()).as("lifecycle").isEqualTo(lifecycle);
    }

    /** An id of the same form that the venue has not given: the last digits turned round. */
    private static String unknownLike(String id) {
        char last = id.charAt(id.length() - 1);
        char other = Character.isDigit(last) ? (char) ('0' + ('9' - last)) : last == 'a' ? 'b' : 'a';
        return id.substring(0, id.length() - 1) + other;
    }

    private static void longestId(Bench bench) {
        ClientIdRule rule = bench.plugin().capabilities().clientIds();
        int length = Math.min(rule.maxLength(), rule.alphabet() == ClientIdRule.Alphabet.DIGITS ? 18 : 36);
        String text = rule.alphabet() == ClientIdRule.Alphabet.DIGITS
                ? "1".repeat(length)
                : "a0-z".repeat(10).substring(0, length - 1) + "9";
        Line line = bench.connect();

        Placed order =
                line.place(bench.usual(), line.resting(bench.usual(), Side.BUY).clientOrderId(new ClientOrderId(text)));

        assertThat(bench.heldOnce(order).clientOrderId()).contains(text);
        assertThat(line.open(order))
                .hasSize(1)
                .allSatisfy(open -> assertThat(open.key().clientOrderId()).contains(order.clientOrderId()));
    }

    private static void sides(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        line.take(usual, Side.BUY, usual.quantity());

        Quantity half = usual.instrument().roundDownToLot(Bench.part(usual, 2));
        Placed buy = line.rest(usual);
        Placed sell = line.place(usual, line.resting(usual, Side.SELL).quantity(half));

        assertThat(bench.heldOnce(buy).request().side()).isEqualTo(Side.BUY);
        assertThat(bench.heldOnce(sell).request().side()).isEqualTo(Side.SELL);
        assertThat(line.open(sell)).extracting(VenueOrder::side).containsExactly(Side.SELL);
    }

    /** The adapter may throw at once, or fail the stage; an answer would be a second send. */
    static void refusedApproval(Bench bench, Line line, ApprovedOrder order) {
        Throwable refusal = catchThrowable(() -> {
            CompletionStage<SubmitResult> stage = line.orders().submit(order);
            Throwable failure = bench.waiting().failure("submit with a used approval", stage);
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        });
        assertThat(refusal).as("a used or foreign approval").isInstanceOf(ApprovalException.class);
    }

    private static void foreignApproval(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        var other = Bench.newGate();
        var foreign = other.connection("another", line.approvals().account());
        OrderRequest request =
                line.resting(usual, Side.BUY).clientOrderId(bench.nextId()).build();
        var decision = other.approve(
                foreign,
                usual.instrument(),
                bench.nextOrderId(),
                request,
                io.fairlead.api.risk.FlatView.of(
                                foreign.account(),
                                io.fairlead.api.Money.of(
                                        "1000000000", usual.instrument().quoteCurrency()),
                                usual.instrument(),
                                request,
                                bench.time().now())
                        .withReferencePrice(usual.price()));

        refusedApproval(bench, line, (ApprovedOrder) decision);

        assertThat(bench.happensSoon(() -> bench.seenOrderRequests() > 0))
                .as("something left")
                .isFalse();
        assertThat(bench.stub().orders()).isEmpty();
    }

    private static void rejection(Bench bench) {
        Line line = bench.connect();
        bench.stub().rejectNext(RequestKind.SUBMIT, "kit says no");
        long before = bench.seen(RequestKind.SUBMIT);
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());

        SubmitResult result = line.submit(order);

        assertThat(result).isInstanceOf(SubmitResult.Rejected.class);
        assertThat(((SubmitResult.Rejected) result).venueText()).contains("kit says no");
        line.fence();
        assertThat(bench.stub().orders())
                .extracting(HeldOrder::clientOrderId)
                .doesNotContain(Optional.of(order.clientOrderId().value()));
        if (bench.plugin().hooks().contains(Hook.REQUEST_LOG)) {
            assertThat(bench.seen(RequestKind.SUBMIT) - before)
                    .as("requests, the fence's own included")
                    .isEqualTo(2);
        }
    }

    private static void doesNotBlock(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());
        bench.stub().failNext(RequestKind.SUBMIT, Fault.NOT_ACTED_NO_ANSWER);

        CompletableFuture<CompletionStage<SubmitResult>> call =
                CompletableFuture.supplyAsync(() -> line.orders().submit(order), work -> {
                    Thread thread = new Thread(work, "kit-caller");
                    thread.setDaemon(true);
                    thread.start();
                });

        assertThat(bench.waiting().comesTrue(call::isDone, bench.stub().patience()))
                .as("submit returned although no answer came and no time passed")
                .isTrue();
    }

    private static void duplicateId(Bench bench) {
        Line line = bench.connect();
        Placed first = line.rest(bench.usual());

        SubmitResult second = line.submit(
                bench.usual(),
                line.resting(bench.usual(), Side.BUY)
                        .clientOrderId(first.clientOrderId())
                        .build());

        assertThat(second).isInstanceOf(SubmitResult.Rejected.class);
        assertThat(bench.stub().orders()).hasSize(1);
    }

    private static void duplicateOfAnEnded(Bench bench) {
        Line line = bench.connect();
        Placed first = line.rest(bench.usual());
        line.end(first);

        SubmitResult second = line.submit(
                bench.usual(),
                line.resting(bench.usual(), Side.BUY)
                        .clientOrderId(first.clientOrderId())
                        .build());

        assertThat(second).isInstanceOf(SubmitResult.Rejected.class);
        assertThat(bench.stub().orders()).hasSize(1);
    }

    private static void manyAtOnce(Bench bench) {
        Line line = bench.connect();
        List<ApprovedOrder> orders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            orders.add(line.approve(
                    bench.usual(), line.resting(bench.usual(), Side.BUY).build()));
        }

        List<CompletionStage<SubmitResult>> stages =
                orders.stream().map(line.orders()::submit).toList();

        for (int i = 0; i < 8; i++) {
            Placed placed = Line.accepted(orders.get(i), bench.waiting().answer("submit", stages.get(i)));
            bench.heldOnce(placed);
        }
        assertThat(bench.stub().orders()).hasSize(8);
    }
}
