package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import java.util.List;
import java.util.Optional;

/** What happens when the order stream breaks, and what is found on connecting anew. */
final class ReconnectRules {
    private ReconnectRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("REC-01", "a stream that breaks is DOWN, and UP once it is back")
                        .needs(Hook.STREAM_DROP)
                        .lookAt("the stream's close handler, and the back-off on the lent scheduler")
                        .holds(bench -> {
                            Line line = bench.connect();

                            breakAndMend(bench, line, () -> {});

                            assertThat(line.tape().connection())
                                    .extracting(ConnectionEvent::state)
                                    .startsWith(State.UP, State.DOWN)
                                    .endsWith(State.UP);
                            line.fence();
                        })
                        .build(),
                rule("REC-02", "fills that happened while the stream was down are reported, before UP")
                        .needs(Hook.STREAM_DROP, Hook.COUNTERPARTY)
                        .lookAt("back-fill on reconnect: executions since the last one, then UP")
                        .holds(ReconnectRules::missedFills)
                        .build(),
                rule("REC-03", "ends that happened while the stream was down are reported, before UP")
                        .needs(Hook.STREAM_DROP, Hook.ELSEWHERE)
                        .lookAt("back-fill on reconnect: orders that were open and are no longer")
                        .holds(ReconnectRules::missedEnds)
                        .build(),
                rule("REC-04", "what was reported before the stream broke is not reported under new ids")
                        .needs(Hook.STREAM_DROP, Hook.COUNTERPARTY)
                        .lookAt("execution ids of back-fill and stream: they have to be the same")
                        .holds(ReconnectRules::nothingTwice)
                        .build(),
                rule("REC-05", "a partial fill before, and the rest while the stream was down, add up")
                        .needs(Hook.STREAM_DROP, Hook.COUNTERPARTY)
                        .lookAt("the increment that back-fill works out: from what it had reported, not from nothing")
                        .holds(ReconnectRules::restWhileDown)
                        .build(),
                rule("REC-06", "a stream that goes silent is noticed")
                        .needs(Hook.STREAM_SILENCE)
                        .lookAt("the watchdog: pings, heartbeats, and their limit")
                        .holds(bench -> {
                            Line line = bench.connect();
                            bench.stub().silenceStream();

                            line.awaitConnection(State.DOWN, 1);
                            bench.stub().restoreStream();

                            line.awaitConnection(State.UP, 2);
                        })
                        .build(),
                rule("REC-07", "a second connection finds what is open")
                        .needs(Hook.SECOND_CONNECTION)
                        .lookAt("openOrders: is it answered from memory?")
                        .holds(bench -> {
                            Line first = bench.connect();
                            Placed order = first.rest(bench.usual());
                            first.close();

                            Line second = bench.connect();

                            assertThat(second.openOrders())
                                    .hasSize(1)
                                    .allSatisfy(open -> SubmitRules.assertShows(
                                            open,
                                            order,
                                            io.fairlead.api.Quantity.ZERO,
                                            io.fairlead.api.order.Lifecycle.NEW));
                        })
                        .build(),
                rule("REC-08", "a second connection finds the executions of the first, under the same ids")
                        .needs(Hook.SECOND_CONNECTION, Hook.COUNTERPARTY)
                        .lookAt("execution ids that depend on what one connection has seen")
                        .holds(ReconnectRules::sameExecutions)
                        .build(),
                rule("REC-09", "an order by another program is among the open orders")
                        .needs(Hook.ELSEWHERE)
                        .lookAt("openOrders: filtered by our ids, or by what this program placed")
                        .holds(bench -> {
                            Line line = bench.connect();
                            VenueOrderId id = CancelRules.elsewhere(bench, line);

                            assertThat(line.openOrders())
                                    .extracting(open -> open.key().venueOrderId())
                                    .containsExactly(Optional.of(id));
                        })
                        .build(),
                rule("REC-10", "an order by another program is reported, by the venue's id")
                        .needs(Hook.ELSEWHERE)
                        .lookAt("stream events of orders that are not ours: they count in risk")
                        .holds(bench -> {
                            Line line = bench.connect();

                            VenueOrderId id = CancelRules.elsewhere(bench, line);

                            line.awaitReport(
                                    "the order " + id,
                                    report -> report instanceof OrderReport.Working
                                            && report.key().venueOrderId().equals(Optional.of(id)));
                        })
                        .build(),
                rule("REC-11", "open orders of several pages are all there, once")
                        .needs("pages of orders", plugin -> plugin.pages().orders() > 0)
                        .lookAt("openOrders: the page token, the venue's limit per request")
                        .holds(ReconnectRules::pages)
                        .build(),
                rule("REC-12", "a connection that is UP stays UP while nothing happens")
                        .lookAt("a watchdog that takes a quiet market for a broken stream")
                        .holds(bench -> {
                            Line line = bench.connect();
                            for (int minute = 0; minute < 30; minute++) {
                                bench.waiting().move(java.time.Duration.ofSeconds(10));
                                line.fence();
                            }

                            assertThat(line.tape().isUp()).isTrue();
                            assertThat(line.tape().count(State.CLOSED)).isZero();
                        })
                        .build());
    }

    /** Breaks the stream, lets something happen meanwhile, mends it, and waits until it is UP again. */
    static void breakAndMend(Bench bench, Line line, Runnable meanwhile) {
        long up = line.tape().count(State.UP);
        bench.stub().dropStream();
        line.awaitConnection(State.DOWN, 1);
        meanwhile.run();
        bench.stub().restoreStream();
        line.awaitConnection(State.UP, up + 1);
    }

    /** What was told from the break to the UP after it, at that moment. */
    private static List<Object> untilUpAgain(Line line) {
        List<Object> told = line.tape().all();
        int down = firstIndex(told, 0, State.DOWN);
        return told.subList(down, firstIndex(told, down, State.UP));
    }

    private static int firstIndex(List<Object> told, int from, State state) {
        for (int i = from; i < told.size(); i++) {
            if (told.get(i) instanceof ConnectionEvent event && event.state() == state) {
                return i;
            }
        }
        throw new AssertionError("no " + state + " in " + told);
    }

    private static void missedFills(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        line.fence();

        breakAndMend(
                bench,
                line,
                () -> bench.stub().fill(order.venueOrderId(), bench.usual().quantity()));

        assertThat(untilUpAgain(line))
                .as("told before UP")
                .anyMatch(told -> told instanceof OrderReport.Filled filled
                        && Line.isOf(filled.key(), order)
                        && filled.fill().quantity().equals(bench.usual().quantity()));
        line.fence();
        assertThat(line.filled(order)).isEqualTo(bench.usual().quantity());
    }

    private static void missedEnds(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        line.fence();

        breakAndMend(bench, line, () -> bench.stub().cancelElsewhere(order.venueOrderId()));

        assertThat(untilUpAgain(line))
                .as("told before UP")
                .anyMatch(told -> told instanceof OrderReport.Cancelled end && Line.isOf(end.key(), order));
    }

    private static void nothingTwice(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        line.awaitFilled(order, Bench.part(usual, 2));

        breakAndMend(bench, line, () -> {});
        line.fence();

        assertThat(line.booked(order)).hasSize(2);
        assertThat(line.filled(order)).isEqualTo(Bench.part(usual, 2));
    }

    private static void restWhileDown(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        line.awaitFilled(order, Bench.part(usual, 1));

        breakAndMend(bench, line, () -> bench.stub().fill(order.venueOrderId(), Bench.part(usual, 2)));
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));

        line.awaitFilled(order, usual.quantity());
    }

    private static void sameExecutions(Bench bench) {
        Line first = bench.connect();
        Tradable usual = bench.usual();
        Placed order = first.rest(usual);
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 3));
        first.awaitFilled(order, usual.quantity());
        List<String> before =
                first.booked(order).stream().map(Fill::executionId).toList();
        first.close();

        List<Execution> found = bench.connect().executionsSince(FillRules.anHourAgo(bench));

        assertThat(found)
                .extracting(execution -> execution.fill().executionId())
                .containsExactlyElementsOf(before);
    }

    private static void pages(Bench bench) {
        Line line = bench.connect();
        int wanted = 2 * bench.plugin().pages().orders() + 1;
        for (int i = 0; i < wanted; i++) {
            line.rest(bench.usual());
        }

        List<VenueOrder> open = line.openOrders();

        assertThat(open)
                .hasSize(wanted)
                .extracting(order -> order.key().venueOrderId())
                .doesNotHaveDuplicates();
    }
}
