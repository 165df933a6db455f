package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.risk.ApprovalException;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.VenueOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What becomes of a change. */
final class ReplaceRules {
    private ReplaceRules() {}

    static List<Rule> rules() {
        return List.of(
                change("REP-01", "a new limit price is made at the venue")
                        .lookAt("OrderFacet.replace: the price field, and OrderReport.Replaced")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Price price = Bench.away(bench.usual(), "-6");

                            Placed order =
                                    line.change(bench.usual(), line.rest(bench.usual()), OrderChange.toLimit(price));

                            assertThat(open(bench))
                                    .hasSize(1)
                                    .allSatisfy(
                                            held -> assertThat(held.request().limitPrice())
                                                    .contains(price));
                            assertThat(line.open(order))
                                    .extracting(VenueOrder::limitPrice)
                                    .containsExactly(java.util.Optional.of(price));
                        })
                        .otherwise("a change is refused and no byte leaves", ReplaceRules::undeclared)
                        .build(),
                change("REP-02", "a new quantity is the total, what has filled included")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("whether the venue's quantity field means the total or the rest")
                        .holds(ReplaceRules::totalQuantity)
                        .build(),
                change("REP-03", "price and quantity change together")
                        .lookAt("OrderFacet.replace: a field that was not named stays")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Price price = Bench.away(bench.usual(), "-6");
                            Quantity more =
                                    bench.usual().quantity().plus(bench.usual().quantity());

                            line.change(
                                    bench.usual(),
                                    line.rest(bench.usual()),
                                    OrderChange.toLimit(price).andQuantity(more));

                            assertThat(open(bench)).hasSize(1).allSatisfy(held -> {
                                assertThat(held.request().limitPrice()).contains(price);
                                assertThat(held.request().quantity()).contains(more);
                            });
                        })
                        .build(),
                rule("REP-04", "a new trigger is made at the venue")
                        .declared("replace, and STOP", plugin -> plugin.replaces() && plugin.supports(OrderType.STOP))
                        .lookAt("OrderFacet.replace: the trigger field")
                        .holds(ReplaceRules::trigger)
                        .build(),
                change("REP-05", "after a change the order has the name that was declared")
                        .lookAt("Capabilities.replace(), and OrderReport.Replaced.now()")
                        .holds(ReplaceRules::nameAfterwards)
                        .build(),
                change("REP-06", "one change is one request")
                        .needs(Hook.REQUEST_LOG)
                        .lookAt("retries of a PATCH or PUT: there must be none")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.change(
                                    bench.usual(),
                                    line.rest(bench.usual()),
                                    OrderChange.toLimit(Bench.away(bench.usual(), "-6")));
                            line.fence();

                            assertThat(bench.seen(RequestKind.REPLACE)).isEqualTo(1);
                        })
                        .build(),
                change("REP-07", "a changed order is not reported as cancelled")
                        .lookAt("the venue's events for the old order of a cancel-and-replace")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed before = line.rest(bench.usual());
                            Placed after = line.change(
                                    bench.usual(), before, OrderChange.toLimit(Bench.away(bench.usual(), "-6")));
                            line.fence();

                            assertThat(line.reports(before, OrderReport.Cancelled.class))
                                    .isEmpty();
                            assertThat(line.reports(after, OrderReport.Cancelled.class))
                                    .isEmpty();
                        })
                        .build(),
                change("REP-08", "fills before and after a change are each reported once")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("the cumulative quantity that a new venue order begins with")
                        .holds(ReplaceRules::fillsAcross)
                        .build(),
                change("REP-09", "the approval of a change is good for one send")
                        .lookAt("ApprovalVerifier.consume(ApprovedReplace) before the first byte")
                        .holds(ReplaceRules::approvalOnce)
                        .build(),
                change("REP-10", "a change of a filled order is refused, and takes nothing back")
                        .lookAt("ActionResult.Refused, or ReplaceRejected where the venue says so later")
                        .holds(ReplaceRules::tooLate)
                        .build(),
                change("REP-11", "a change that the venue refuses leaves the order as it was")
                        .needsRejection(RequestKind.REPLACE)
                        .lookAt("a refused change must not end the order, nor be told as Replaced")
                        .holds(ReplaceRules::refused)
                        .build(),
                change("REP-12", "a change whose answer is lost is unknown, and is not sent again")
                        .needs(RequestKind.REPLACE, Fault.ACTED_NO_ANSWER)
                        .lookAt("a timeout of a change: ActionResult.Unknown")
                        .holds(bench -> unknown(bench, Fault.ACTED_NO_ANSWER))
                        .build(),
                change("REP-13", "a change that is answered by a 5xx is unknown, and is not sent again")
                        .needs(RequestKind.REPLACE, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("a 5xx of a change: ActionResult.Unknown")
                        .holds(bench -> unknown(bench, Fault.NOT_ACTED_SERVER_ERROR))
                        .build(),
                change("REP-14", "an order can be changed twice")
                        .lookAt("which ids the second change names: those that Replaced told")
                        .holds(ReplaceRules::twice)
                        .build(),
                change("REP-15", "a changed order can be cancelled by its name of now")
                        .lookAt("OrderReport.Replaced.now() and what cancel does with it")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.change(
                                    bench.usual(),
                                    line.rest(bench.usual()),
                                    OrderChange.toLimit(Bench.away(bench.usual(), "-6")));

                            line.end(order);

                            assertThat(open(bench)).isEmpty();
                        })
                        .build());
    }

    private static Rule.Builder change(String id, String title) {
        return rule(id, title).declared("replace", Plugin::replaces);
    }

    private static List<HeldOrder> open(Bench bench) {
        return bench.stub().orders().stream()
                .filter(held -> !held.lifecycle().isEnd())
                .toList();
    }

    private static void undeclared(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        long before = bench.seenOrderRequests();
        ApprovedReplace change =
                line.approveReplace(bench.usual(), order, OrderChange.toLimit(Bench.away(bench.usual(), "-6")));
        Object outcome;
        try {
            outcome = bench.waiting().answer("replace", line.orders().replace(change));
        } catch (UnsupportedCapabilityException e) {
            outcome = e;
        } catch (AssertionError e) {
            outcome = e.getCause() instanceof CompletionException c && c.getCause() != null ? c.getCause() : e;
        }

        assertThat(outcome).isInstanceOfAny(ActionResult.Refused.class, UnsupportedCapabilityException.class);
        assertThat(bench.happensSoon(() -> bench.seenOrderRequests() > before))
                .as("something left")
                .isFalse();
        assertThat(bench.heldOnce(order).request().limitPrice())
                .isEqualTo(order.request().limitPrice());
    }

    private static void totalQuantity(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed before = line.rest(usual);
        bench.stub().fill(before.venueOrderId(), Bench.part(usual, 1));
        line.awaitFilled(before, Bench.part(usual, 1));

        Placed after = line.change(usual, before, OrderChange.toQuantity(Bench.part(usual, 3)));
        bench.stub().fill(after.venueOrderId(), Bench.part(usual, 2));

        bench.await(
                "three quarters have filled at the venue, and nothing is open",
                () -> open(bench).isEmpty(),
                line::told);
        bench.await("all of it was reported", () -> both(line, before, after).equals(Bench.part(usual, 3)), line::told);
    }

    private static Quantity both(Line line, Placed before, Placed after) {
        return line.tape().reports().stream()
                .filter(report -> Line.isOf(report.key(), before) || Line.isOf(report.key(), after))
                .filter(OrderReport.Filled.class::isInstance)
                .map(report -> ((OrderReport.Filled) report).fill())
                .collect(java.util.stream.Collectors.toMap(
                        fill -> fill.executionId(), fill -> fill.quantity(), (a, b) -> a))
                .values()
                .stream()
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    private static void trigger(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.place(
                usual,
                line.lasting(
                        OrderRequest.buy(usual.instrument().id())
                                .quantity(usual.quantity())
                                .stop(Bench.away(usual, "5")),
                        bench.restingTif(bench.usual(), OrderType.STOP)));
        Price trigger = Bench.away(usual, "6");

        line.change(usual, order, OrderChange.toTrigger(trigger));

        assertThat(open(bench))
                .hasSize(1)
                .allSatisfy(held -> assertThat(held.request().triggerPrice()).contains(trigger));
    }

    private static void nameAfterwards(Bench bench) {
        Line line = bench.connect();
        Placed before = line.rest(bench.usual());
        ApprovedReplace change =
                line.approveReplace(bench.usual(), before, OrderChange.toLimit(Bench.away(bench.usual(), "-6")));
        assertThat(line.replace(change)).isInstanceOf(ActionResult.Taken.class);
        OrderReport.Replaced replaced = line.awaitReport(before, OrderReport.Replaced.class);

        if (bench.plugin().capabilities().replace() == ReplaceSupport.NEW_VENUE_ID) {
            assertThat(replaced.now().venueOrderId())
                    .isPresent()
                    .isNotEqualTo(java.util.Optional.of(before.venueOrderId()));
            if (bench.plugin().keepsIds()) {
                assertThat(replaced.now().clientOrderId()).contains(change.next());
            }
        } else {
            assertThat(replaced.now().venueOrderId()).contains(before.venueOrderId());
        }
        assertThat(open(bench))
                .extracting(HeldOrder::id)
                .containsExactly(replaced.now().venueOrderId().orElseThrow());
    }

    private static void fillsAcross(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed before = line.rest(usual);
        bench.stub().fill(before.venueOrderId(), Bench.part(usual, 1));
        line.awaitFilled(before, Bench.part(usual, 1));
        Placed after = line.change(usual, before, OrderChange.toLimit(Bench.away(usual, "-6")));

        bench.stub().fill(after.venueOrderId(), Bench.part(usual, 3));

        bench.await("all of it was reported", () -> both(line, before, after).equals(usual.quantity()), line::told);
        line.fence();
        assertThat(both(line, before, after)).isEqualTo(usual.quantity());
    }

    private static void approvalOnce(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        ApprovedReplace change =
                line.approveReplace(bench.usual(), order, OrderChange.toLimit(Bench.away(bench.usual(), "-6")));

        line.replace(change);

        assertThat(catchThrowable(() -> line.approvals().consume(change)))
                .as("the approval was used up by the adapter")
                .isInstanceOf(ApprovalException.class);
    }

    private static void tooLate(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.place(
                usual,
                line.lasting(
                        OrderRequest.buy(usual.instrument().id())
                                .quantity(usual.quantity())
                                .limit(Bench.away(usual, "5")),
                        bench.restingTif(bench.usual(), OrderType.LIMIT)));
        line.awaitFilled(order, usual.quantity());

        ActionResult result =
                line.replace(line.approveReplace(usual, order, OrderChange.toLimit(Bench.away(usual, "-6"))));

        if (!(result instanceof ActionResult.Refused)) {
            line.awaitReport(order, OrderReport.ReplaceRejected.class);
        }
        assertThat(line.filled(order)).isEqualTo(usual.quantity());
        assertThat(line.reports(order, OrderReport.Replaced.class)).isEmpty();
    }

    private static void refused(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        bench.stub().rejectNext(RequestKind.REPLACE, "kit says no");

        ActionResult result = line.replace(
                line.approveReplace(bench.usual(), order, OrderChange.toLimit(Bench.away(bench.usual(), "-6"))));

        if (result instanceof ActionResult.Refused refusal) {
            assertThat(refusal.venueText()).contains("kit says no");
        } else {
            line.awaitReport(order, OrderReport.ReplaceRejected.class);
        }
        line.fence();
        assertThat(line.reports(order, OrderReport.Replaced.class)).isEmpty();
        assertThat(line.open(order))
                .extracting(VenueOrder::limitPrice)
                .containsExactly(order.request().limitPrice());
    }

    private static void unknown(Bench bench, Fault fault) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());

        ActionResult result = line.replaceInto(
                fault, line.approveReplace(bench.usual(), order, OrderChange.toLimit(Bench.away(bench.usual(), "-6"))));

        assertThat(result).isInstanceOf(ActionResult.Unknown.class);
        bench.waiting().move(Duration.ofMinutes(2));
        line.fence();
        bench.happensSoon(() -> bench.seen(RequestKind.REPLACE) > 1);
        if (bench.plugin().hooks().contains(Hook.REQUEST_LOG)) {
            assertThat(bench.seen(RequestKind.REPLACE)).isEqualTo(1);
        }
        assertThat(open(bench)).hasSize(1);
    }

    private static void twice(Bench bench) {
        Line line = bench.connect();
        Placed first = line.rest(bench.usual());
        Placed second = line.change(bench.usual(), first, OrderChange.toLimit(Bench.away(bench.usual(), "-6")));
        ApprovedReplace again =
                line.approveReplace(bench.usual(), second, OrderChange.toLimit(Bench.away(bench.usual(), "-7")));

        assertThat(line.replace(again)).isInstanceOf(ActionResult.Taken.class);

        bench.await(
                "the venue has the second price",
                () -> open(bench).stream()
                        .anyMatch(held -> held.request()
                                .limitPrice()
                                .equals(again.changed().limitPrice())),
                line::told);
        assertThat(open(bench)).hasSize(1);
    }
}
