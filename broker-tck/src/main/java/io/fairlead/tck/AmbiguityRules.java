package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers that are lost, late or cannot be read: the order may be live, and is never sent again. */
final class AmbiguityRules {
    private static final Duration LONG = Duration.ofMinutes(5);

    private AmbiguityRules() {}

    static List<Rule> rules() {
        return List.of(
                unknown("AMB-01", "a submit that is never answered is unknown", Fault.NOT_ACTED_NO_ANSWER, "a timeout"),
                unknown(
                        "AMB-02",
                        "an answer that is lost on its way back is unknown",
                        Fault.ACTED_NO_ANSWER,
                        "a timeout"),
                unknown("AMB-03", "an answer that cannot be read is unknown", Fault.ACTED_GARBAGE, "a parse failure"),
                unknown("AMB-04", "an empty answer is unknown", Fault.ACTED_EMPTY, "an empty body"),
                unknown("AMB-05", "a 5xx of an order that was placed is unknown", Fault.ACTED_SERVER_ERROR, "a 5xx"),
                unknown(
                        "AMB-06",
                        "a 5xx of an order that was not placed is unknown",
                        Fault.NOT_ACTED_SERVER_ERROR,
                        "a 5xx"),
                unknown(
                        "AMB-07",
                        "a connection that breaks before the answer is unknown",
                        Fault.ACTED_RESET,
                        "a reset"),
                unknown("AMB-08", "an order that is placed after we gave up is unknown", Fault.ACTED_LATE, "a timeout"),
                rule("AMB-09", "an order that was placed late is there once, and is found")
                        .needs(RequestKind.SUBMIT, Fault.ACTED_LATE)
                        .lookAt("what happens to the order after Unknown: nothing is sent, and lists show it")
                        .holds(AmbiguityRules::placedLate)
                        .build(),
                rule("AMB-10", "an unknown order that is live is found by our id")
                        .declared("client order ids", Plugin::keepsIds)
                        .needs(RequestKind.SUBMIT, Fault.ACTED_NO_ANSWER)
                        .lookAt("OrderFacet.order(key) with a client id alone")
                        .holds(AmbiguityRules::foundById)
                        .build(),
                rule("AMB-11", "an unknown order that is live is among the open orders, with our id")
                        .needs(RequestKind.SUBMIT, Fault.ACTED_NO_ANSWER)
                        .lookAt("VenueOrder.key(): recovery finds its order by it")
                        .holds(AmbiguityRules::amongOpen)
                        .build(),
                rule("AMB-12", "an unknown order that is live is reported as working")
                        .needs(RequestKind.SUBMIT, Fault.ACTED_NO_ANSWER)
                        .lookAt("stream events of an order whose venue id the adapter does not know")
                        .holds(bench -> {
                            Line line = bench.connect();
                            ApprovedOrder order = lost(bench, line, Fault.ACTED_NO_ANSWER);

                            line.awaitReport(
                                    "the order was reported as working",
                                    report ->
                                            report instanceof OrderReport.Working && names(bench, report.key(), order));
                        })
                        .build(),
                rule("AMB-13", "an unknown order that is not there is absent once the declared time has passed")
                        .declared(
                                "proof of absence",
                                plugin -> plugin.capabilities().absenceProof().isPresent())
                        .needs(RequestKind.SUBMIT, Fault.NOT_ACTED_NO_ANSWER)
                        .lookAt("Capabilities.absenceProof(), and lists that show what is not there")
                        .holds(AmbiguityRules::absent)
                        .build(),
                rule("AMB-14", "an unknown order is not sent again when the stream is back")
                        .needs(RequestKind.SUBMIT, Fault.NOT_ACTED_NO_ANSWER)
                        .needs(Hook.STREAM_DROP)
                        .lookAt("what is done on reconnect: nothing is sent that was not approved anew")
                        .holds(AmbiguityRules::reconnectSendsNothing)
                        .build(),
                rule("AMB-15", "an order that could not leave is denied as not sent")
                        .needs(Hook.REFUSE)
                        .lookAt("a connection that fails before the first byte: Denied NOT_SENT")
                        .holds(AmbiguityRules::notSent)
                        .build(),
                rule("AMB-16", "open orders that cannot be read are a failure, never an empty list")
                        .needs(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("openOrders on a 5xx: the error is swallowed")
                        .holds(bench -> openOrdersFail(bench, Fault.NOT_ACTED_SERVER_ERROR))
                        .build(),
                rule("AMB-17", "open orders in an answer that cannot be read are a failure, never an empty list")
                        .needs(RequestKind.QUERY, Fault.ACTED_GARBAGE)
                        .lookAt("openOrders on half a document: the error is swallowed")
                        .holds(bench -> openOrdersFail(bench, Fault.ACTED_GARBAGE))
                        .build(),
                rule("AMB-18", "an order that cannot be looked up is a failure, never absent")
                        .needs(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("order(key) on a 5xx: only the venue's own word for unknown is empty")
                        .holds(AmbiguityRules::lookupFails)
                        .build(),
                rule("AMB-19", "an order may be sent after one whose outcome is unknown")
                        .needs(RequestKind.SUBMIT, Fault.ACTED_NO_ANSWER)
                        .lookAt("a request that hangs keeps a lock, a thread or the rate budget")
                        .holds(bench -> {
                            Line line = bench.connect();
                            lost(bench, line, Fault.ACTED_NO_ANSWER);

                            line.take(bench.usual(), Side.BUY, bench.usual().quantity());
                        })
                        .build());
    }

    private static Rule unknown(String id, String title, Fault fault, String what) {
        return rule(id, title + ", and is not sent again")
                .needs(RequestKind.SUBMIT, fault)
                .lookAt("what " + what + " of a submit leads to: SubmitResult.Unknown, no retry at any layer")
                .holds(bench -> {
                    Line line = bench.connect();
                    ApprovedOrder order = lost(bench, line, fault);

                    bench.waiting().move(LONG);
                    line.fence();

                    int expected = fault.acted() ? 1 : 0;
                    bench.happensSoon(() -> ordersOf(bench, order).size() != expected);
                    assertThat(ordersOf(bench, order)).as("orders at the venue").hasSize(expected);
                    if (bench.plugin().hooks().contains(Hook.REQUEST_LOG)) {
                        assertThat(bench.seen(RequestKind.SUBMIT))
                                .as("requests, the fence's own included")
                                .isEqualTo(2);
                    }
                })
                .build();
    }

    /** Sends an order that meets a fault; its outcome has to be unknown. */
    private static ApprovedOrder lost(Bench bench, Line line, Fault fault) {
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());

        SubmitResult result = line.submitInto(fault, order);

        assertThat(result).as("outcome after %s", fault).isInstanceOf(SubmitResult.Unknown.class);
        assertThat(((SubmitResult.Unknown) result).what()).isNotBlank();
        return order;
    }

    private static List<HeldOrder> ordersOf(Bench bench, ApprovedOrder order) {
        return bench.stub().orders().stream()
                .filter(held ->
                        held.request().limitPrice().equals(order.request().limitPrice()))
                .toList();
    }

    private static boolean names(Bench bench, OrderKey key, ApprovedOrder order) {
        return bench.plugin().keepsIds()
                ? key.clientOrderId().equals(Optional.of(order.clientOrderId()))
                : ordersOf(bench, order).stream()
                        .anyMatch(held -> key.venueOrderId().equals(Optional.of(held.id())));
    }

    private static void placedLate(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = lost(bench, line, Fault.ACTED_LATE);

        bench.stub().actNow();

        assertThat(ordersOf(bench, order)).hasSize(1);
        assertThat(line.openOrders())
                .hasSize(1)
                .allSatisfy(open -> assertThat(names(bench, open.key(), order)).isTrue());
    }

    private static void foundById(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = lost(bench, line, Fault.ACTED_NO_ANSWER);

        Optional<VenueOrder> found = line.order(OrderKey.of(order.clientOrderId()));

        assertThat(found).isPresent();
        Placed placed = new Placed(
                order.clientOrderId(), found.orElseThrow().key().venueOrderId().orElseThrow(), order.request());
        SubmitRules.assertShows(found.orElseThrow(), placed, io.fairlead.api.Quantity.ZERO, Lifecycle.NEW);
    }

    private static void amongOpen(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = lost(bench, line, Fault.ACTED_NO_ANSWER);

        assertThat(line.openOrders())
                .hasSize(1)
                .allSatisfy(open -> assertThat(names(bench, open.key(), order))
                        .as("%s names %s", open.key(), order.clientOrderId())
                        .isTrue());
    }

    private static void absent(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = lost(bench, line, Fault.NOT_ACTED_NO_ANSWER);

        bench.waiting().move(bench.plugin().capabilities().absenceProof().orElseThrow());

        assertThat(line.openOrders()).isEmpty();
        if (bench.plugin().keepsIds()) {
            assertThat(line.order(OrderKey.of(order.clientOrderId()))).isEmpty();
        }
    }

    private static void reconnectSendsNothing(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = lost(bench, line, Fault.NOT_ACTED_NO_ANSWER);

        ReconnectRules.breakAndMend(bench, line, () -> {});

        bench.waiting().move(LONG);
        line.fence();
        bench.happensSoon(() -> !ordersOf(bench, order).isEmpty());
        assertThat(ordersOf(bench, order)).isEmpty();
    }

    private static void notSent(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());
        bench.stub().refuseConnections();

        SubmitResult result = line.submit(order);

        assertThat(result).isInstanceOf(SubmitResult.Denied.class);
        assertThat(((SubmitResult.Denied) result).denial().code()).isEqualTo("NOT_SENT");
        bench.stub().acceptConnections();
        bench.waiting().move(LONG);
        assertThat(bench.stub().orders()).isEmpty();
    }

    private static void openOrdersFail(Bench bench, Fault fault) {
        Line line = bench.connect();
        line.rest(bench.usual());
        bench.stub().failNext(RequestKind.QUERY, fault);

        FailedQueries.failsOrIsRight(
                bench,
                "openOrders",
                line.orders().openOrders(),
                open -> assertThat(open).hasSize(1));
    }

    private static void lookupFails(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        bench.stub().failNext(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR);

        FailedQueries.failsOrIsRight(
                bench,
                "order",
                line.orders().order(order.key()),
                found -> assertThat(found).isPresent());
    }
}
