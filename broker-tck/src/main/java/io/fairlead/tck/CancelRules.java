package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import java.time.Duration;
import java.util.List;

/** What becomes of a cancel. */
final class CancelRules {
    private CancelRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("CAN-01", "a cancelled order is cancelled at the venue, and is reported once the venue says so")
                        .lookAt("OrderFacet.cancel, and OrderReport.Cancelled from the stream")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            line.end(order);

                            assertThat(bench.heldOnce(order).lifecycle()).isEqualTo(Lifecycle.CANCELLED);
                        })
                        .build(),
                rule("CAN-02", "an end is not reported before the venue has confirmed it")
                        .needs(RequestKind.CANCEL, Fault.NOT_ACTED_NO_ANSWER)
                        .lookAt("OrderReport.Cancelled that is made from our own request")
                        .holds(CancelRules::notConfirmed)
                        .build(),
                rule("CAN-03", "a cancel whose answer is lost is unknown, and the end is still reported")
                        .needs(RequestKind.CANCEL, Fault.ACTED_NO_ANSWER)
                        .lookAt("a timeout of a cancel: ActionResult.Unknown")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertThat(line.cancelInto(Fault.ACTED_NO_ANSWER, order.key()))
                                    .isInstanceOf(ActionResult.Unknown.class);

                            line.awaitReport(order, OrderReport.Cancelled.class);
                        })
                        .build(),
                rule("CAN-04", "a cancel that is answered by a 5xx is unknown, and is not sent again")
                        .needs(RequestKind.CANCEL, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt(
                                "a 5xx of a cancel: ActionResult.Unknown; whether to send another is the session's to say")
                        .holds(CancelRules::serverError)
                        .build(),
                rule("CAN-05", "a cancel that lost the race against a fill is refused, and the order stays filled")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("the venue's word for too late: Refused or CancelRejected, never Cancelled")
                        .holds(CancelRules::lostRace)
                        .build(),
                rule("CAN-06", "a cancel after a partial fill ends the rest, and loses no fill")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("Cancelled.filledQuantity, and the order of the last fill and the end")
                        .holds(CancelRules::afterPartialFill)
                        .build(),
                rule("CAN-07", "a cancel of an order that the venue does not know is refused")
                        .lookAt("a 404 of a cancel: ActionResult.Refused")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());
                            line.end(order);

                            ActionResult result = line.cancel(order.key());

                            if (!(result instanceof ActionResult.Refused)) {
                                line.awaitReport(order, OrderReport.CancelRejected.class);
                            }
                        })
                        .build(),
                rule("CAN-08", "an order can be cancelled by the venue's id alone")
                        .lookAt("OrderFacet.cancel with a key that has no client id")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertThat(line.cancel(OrderKey.of(order.venueOrderId())))
                                    .isInstanceOf(ActionResult.Taken.class);

                            line.awaitReport(order, OrderReport.Cancelled.class);
                        })
                        .build(),
                rule("CAN-09", "an order can be cancelled by our id alone")
                        .declared("client order ids", Plugin::keepsIds)
                        .lookAt("OrderFacet.cancel with a key that has no venue id: an unknown outcome has none")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            assertThat(line.cancel(OrderKey.of(order.clientOrderId())))
                                    .isInstanceOf(ActionResult.Taken.class);

                            line.awaitReport(order, OrderReport.Cancelled.class);
                        })
                        .build(),
                rule("CAN-10", "a cancel leaves other orders alone")
                        .lookAt("a cancel of all orders of a symbol in place of one")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed stays = line.rest(bench.usual());
                            Placed ends = line.rest(bench.usual());

                            line.end(ends);

                            assertThat(line.openOrders()).hasSize(1);
                            assertThat(bench.heldOnce(stays).lifecycle().isEnd())
                                    .isFalse();
                        })
                        .build(),
                rule("CAN-11", "a cancelled order is no longer open, and is found as cancelled")
                        .lookAt("OrderFacet.order(key) of an ended order")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());
                            line.end(order);

                            assertThat(line.openOrders()).isEmpty();
                            assertThat(line.order(order.key()))
                                    .map(VenueOrder::lifecycle)
                                    .contains(Lifecycle.CANCELLED);
                        })
                        .build(),
                rule("CAN-12", "an order that is cancelled elsewhere is reported as cancelled")
                        .needs(Hook.ELSEWHERE)
                        .lookAt("stream events of orders that we did not cancel")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            bench.stub().cancelElsewhere(order.venueOrderId());

                            line.awaitReport(order, OrderReport.Cancelled.class);
                        })
                        .build(),
                rule("CAN-13", "one cancel is one request")
                        .needs(Hook.REQUEST_LOG)
                        .lookAt("retries of a DELETE: there must be none")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.end(line.rest(bench.usual()));

                            assertThat(bench.seen(RequestKind.CANCEL)).isEqualTo(1);
                        })
                        .build());
    }

    private static void notConfirmed(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());

        assertThat(line.cancelInto(Fault.NOT_ACTED_NO_ANSWER, order.key())).isInstanceOf(ActionResult.Unknown.class);

        line.fence();
        assertThat(line.reports(order, OrderReport.Cancelled.class))
                .as("the order still works")
                .isEmpty();
        assertThat(line.open(order)).hasSize(1);
    }

    private static void serverError(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        long before = bench.seen(RequestKind.CANCEL);
        bench.stub().failNext(RequestKind.CANCEL, Fault.NOT_ACTED_SERVER_ERROR);

        assertThat(line.cancel(order.key())).isInstanceOf(ActionResult.Unknown.class);

        bench.waiting().move(Duration.ofMinutes(2));
        assertThat(bench.happensSoon(() -> bench.seen(RequestKind.CANCEL) > before + 1
                        || bench.heldOnce(order).lifecycle().isEnd()))
                .as("the cancel was sent again")
                .isFalse();
        assertThat(line.reports(order, OrderReport.Cancelled.class)).isEmpty();
    }

    private static void lostRace(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        bench.stub().fill(order.venueOrderId(), bench.usual().quantity());

        ActionResult result = line.cancel(order.key());

        if (!(result instanceof ActionResult.Refused)) {
            line.awaitReport(order, OrderReport.CancelRejected.class);
        }
        line.awaitFilled(order, bench.usual().quantity());
        line.fence();
        assertThat(line.reports(order, OrderReport.Cancelled.class)).isEmpty();
    }

    private static void afterPartialFill(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        Quantity quarter = Bench.part(usual, 1);
        bench.stub().fill(order.venueOrderId(), quarter);

        OrderReport.Cancelled end = line.end(order);

        line.awaitFilled(order, quarter);
        if (end.filledQuantity().isPresent()) {
            assertThat(end.filledQuantity()).contains(quarter);
        } else {
            List<OrderReport> told = line.reports(order);
            int last = told.indexOf(end);
            assertThat(told.subList(0, last).stream().filter(OrderReport.Filled.class::isInstance))
                    .as("every fill is told before an end that does not say how much has filled: %s", told)
                    .hasSize(1);
        }
    }

    static VenueOrderId elsewhere(Bench bench, Line line) {
        return bench.stub().placeElsewhere(line.resting(bench.usual(), Side.BUY).build());
    }
}
