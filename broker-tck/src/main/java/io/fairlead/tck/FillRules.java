package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fills: each once, each exactly as the venue has it. */
final class FillRules {
    private FillRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("FIL-01", "a fill has the venue's quantity, price and side")
                        .lookAt("the mapping of executions: last quantity and last price, not cumulative or mean")
                        .holds(bench -> agree(
                                bench,
                                bench.connect(),
                                (line, fills) -> assertSame(
                                        fills,
                                        truth(bench),
                                        fill -> List.of(
                                                fill.instrument(), fill.side(), fill.quantity(), fill.price()))))
                        .build(),
                rule("FIL-02", "fills in parts are increments that add up")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("a cumulative quantity that is reported as an increment")
                        .holds(FillRules::inParts)
                        .build(),
                rule("FIL-03", "a partial fill is reported at once, and the order stays open with what has filled")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("a partial fill that is swallowed until the order is done")
                        .holds(FillRules::partialFill)
                        .build(),
                rule("FIL-04", "an execution has one id, by stream and by list, each time")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("execution ids that are made up of time or position in the list")
                        .holds(FillRules::stableIds)
                        .build(),
                rule("FIL-05", "fees are the venue's: amount, sign, currency")
                        .lookAt(
                                "the sign of fees (a fee is above 0, a rebate below) and the currency they are taken in")
                        .holds(bench -> agree(
                                bench,
                                bench.connect(),
                                (line, fills) -> assertSame(
                                        executed(line),
                                        truth(bench),
                                        fill -> List.of(fill.price(), sortedFees(fill.fees())))))
                        .build(),
                rule("FIL-06", "maker and taker are told apart, where the venue does")
                        .lookAt("the venue's maker flag, and whose it is")
                        .holds(bench -> agree(bench, bench.connect(), (line, fills) -> {
                            boolean told = bench.stub().fills().stream()
                                    .noneMatch(held -> held.fill().liquidity() == Liquidity.UNKNOWN);
                            if (told) {
                                assertSame(fills, truth(bench), fill -> List.of(fill.price(), fill.liquidity()));
                            }
                        }))
                        .build(),
                rule("FIL-07", "a fill's time is the venue's, in epoch nanoseconds")
                        .lookAt("milliseconds taken for nanoseconds, a local time zone, or the time of receipt")
                        .holds(bench -> agree(bench, bench.connect(), (line, fills) -> {
                            assertThat(fills).allSatisfy(fill -> TimeRules.assertNow(bench, "fill", fill.timeNanos()));
                            assertSame(fills, truth(bench), fill -> fill.timeNanos() / 1_000_000);
                        }))
                        .build(),
                rule("FIL-08", "a fill that the stream tells twice keeps its execution id")
                        .needs(Hook.COUNTERPARTY, Hook.STREAM_DUPLICATE)
                        .lookAt("ids that are made anew with each message")
                        .holds(FillRules::toldTwice)
                        .build(),
                rule("FIL-09", "fills that come in the wrong order are both reported")
                        .needs(Hook.COUNTERPARTY, Hook.STREAM_SWAP)
                        .lookAt("a cumulative quantity that goes back: is the fill dropped, or negative?")
                        .holds(bench -> troubled(bench, StreamFault.SWAP))
                        .build(),
                rule("FIL-10", "a fill that comes late is reported when it comes")
                        .needs(Hook.COUNTERPARTY, Hook.STREAM_DELAY)
                        .lookAt("events of orders that have ended meanwhile")
                        .holds(bench -> troubled(bench, StreamFault.DELAY))
                        .build(),
                rule("FIL-11", "a fill that the stream lost is in the list of executions")
                        .needs(Hook.COUNTERPARTY, Hook.STREAM_LOSE)
                        .lookAt("executionsSince: is it answered from what the stream told?")
                        .holds(FillRules::lostFill)
                        .build(),
                rule("FIL-12", "a fill finer than the tick is exact")
                        .needs(Hook.COUNTERPARTY, Hook.FILL_PRICE)
                        .lookAt("a price that passes through double, or is rounded to the tick")
                        .holds(FillRules::finerThanTick)
                        .build(),
                rule("FIL-13", "an execution that the venue takes back is reported as busted")
                        .needs(Hook.COUNTERPARTY, Hook.BUST)
                        .lookAt("the venue's word for a bust: OrderReport.Busted with the id of the fill")
                        .holds(FillRules::busted)
                        .build(),
                rule("FIL-14", "an execution that the venue corrects is reported as corrected")
                        .needs(Hook.COUNTERPARTY, Hook.CORRECT)
                        .lookAt("the venue's word for a correction: OrderReport.Corrected with the former id")
                        .holds(FillRules::corrected)
                        .build(),
                rule("FIL-15", "executions since an instant are those from then on, oldest first")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("the unit and the bound of the watermark; the order of the venue's list")
                        .holds(FillRules::sinceWatermark)
                        .build(),
                rule("FIL-16", "executions of several pages are all there, once")
                        .needs(Hook.COUNTERPARTY)
                        .needs("pages of executions", plugin -> plugin.pages().fills() > 0)
                        .lookAt("the page token: the last page, an item at the border of two")
                        .holds(FillRules::pages)
                        .build(),
                rule("FIL-17", "executions that cannot be read are a failure, never an empty list")
                        .needs(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("executionsSince on a 5xx: the error is swallowed")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.take(bench.usual(), Side.BUY, bench.usual().quantity());
                            bench.stub().failNext(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR);

                            FailedQueries.failsOrIsRight(
                                    bench,
                                    "executionsSince",
                                    line.orders().executionsSince(anHourAgo(bench)),
                                    executions -> assertThat(executions)
                                            .hasSameSizeAs(bench.stub().fills()));
                        })
                        .build(),
                rule("FIL-18", "an order by another program that fills is reported, by the venue's id")
                        .needs(Hook.ELSEWHERE, Hook.COUNTERPARTY)
                        .lookAt(
                                "stream events of orders that are not ours: the account's position changes all the same")
                        .holds(FillRules::elsewhere)
                        .build(),
                rule("FIL-19", "a sale's fill is a sale")
                        .lookAt("the side of executions, and the sign of their quantity")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Tradable usual = bench.usual();
                            line.take(usual, Side.BUY, usual.quantity());
                            Quantity half = usual.instrument().roundDownToLot(Bench.part(usual, 2));
                            Placed sale = line.take(usual, Side.SELL, half);

                            assertThat(line.booked(sale)).extracting(Fill::side).containsOnly(Side.SELL);
                            assertThat(executed(line, sale))
                                    .extracting(Fill::side)
                                    .containsOnly(Side.SELL);
                        })
                        .build(),
                rule("FIL-20", "a filled order is found as filled")
                        .lookAt("the mapping of the venue's order states")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.take(
                                    bench.usual(), Side.BUY, bench.usual().quantity());

                            assertThat(line.order(order.key())).hasValueSatisfying(shown -> {
                                assertThat(shown.lifecycle()).isEqualTo(Lifecycle.FILLED);
                                assertThat(shown.filledQuantity())
                                        .isEqualTo(bench.usual().quantity());
                            });
                            assertThat(line.openOrders()).isEmpty();
                        })
                        .build(),
                rule("FIL-21", "nothing is reported as filled that the venue has not filled")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("fills that are worked out from an order's state besides the executions")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());
                            bench.stub()
                                    .fill(order.venueOrderId(), bench.usual().quantity());
                            line.awaitFilled(order, bench.usual().quantity());
                            line.openOrders();
                            line.order(order.key());
                            line.executionsSince(anHourAgo(bench));
                            line.fence();

                            assertThat(line.booked(order))
                                    .hasSameSizeAs(bench.stub().fills());
                        })
                        .build());
    }

    /** What is looked at once a purchase at the market has filled, and then a resting one where others can trade. */
    @FunctionalInterface
    private interface Look {
        void at(Line line, List<Fill> reported);
    }

    private static void agree(Bench bench, Line line, Look look) {
        Tradable usual = bench.usual();
        Placed taken = line.take(usual, Side.BUY, usual.quantity());
        List<Fill> fills = new java.util.ArrayList<>(line.booked(taken));
        if (bench.plugin().hooks().contains(Hook.COUNTERPARTY)) {
            Placed rested = line.rest(usual);
            bench.stub().fill(rested.venueOrderId(), usual.quantity());
            line.awaitFilled(rested, usual.quantity());
            fills.addAll(line.booked(rested));
        }
        look.at(line, fills);
    }

    private static List<Fill> truth(Bench bench) {
        return bench.stub().fills().stream().map(HeldFill::fill).toList();
    }

    private static void assertSame(List<Fill> told, List<Fill> truth, Function<Fill, Object> aspect) {
        assertThat(told.stream().map(aspect).toList())
                .containsExactlyInAnyOrderElementsOf(truth.stream().map(aspect).toList());
    }

    private static List<Money> sortedFees(List<Money> fees) {
        return fees.stream()
                .filter(fee -> fee.signum() != 0)
                .sorted(Comparator.comparing(Money::currency))
                .toList();
    }

    static Instant anHourAgo(Bench bench) {
        return bench.time().now().minus(Duration.ofHours(1));
    }

    /** Every execution that the plug-in finds when asked. */
    private static List<Fill> executed(Line line) {
        return line.executionsSince(Instant.EPOCH.plus(Duration.ofDays(1))).stream()
                .map(Execution::fill)
                .toList();
    }

    private static List<Fill> executed(Line line, Placed order) {
        return line.executionsSince(Instant.EPOCH.plus(Duration.ofDays(1))).stream()
                .filter(execution -> Line.isOf(execution.key(), order))
                .map(Execution::fill)
                .toList();
    }

    private static void inParts(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        for (int quarters : List.of(1, 2, 1)) {
            bench.stub().fill(order.venueOrderId(), Bench.part(usual, quarters));
        }

        line.awaitFilled(order, usual.quantity());

        line.fence();
        assertThat(line.booked(order))
                .extracting(Fill::quantity)
                .containsExactly(Bench.part(usual, 1), Bench.part(usual, 2), Bench.part(usual, 1));
    }

    private static void partialFill(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);

        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));

        line.awaitFilled(order, Bench.part(usual, 1));
        assertThat(line.open(order)).hasSize(1).allSatisfy(open -> {
            assertThat(open.filledQuantity()).isEqualTo(Bench.part(usual, 1));
            assertThat(open.quantity()).contains(usual.quantity());
        });
    }

    private static void stableIds(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        for (int quarter = 0; quarter < 4; quarter++) {
            bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        }
        line.awaitFilled(order, usual.quantity());

        List<String> byStream =
                line.booked(order).stream().map(Fill::executionId).toList();
        List<String> byList =
                executed(line, order).stream().map(Fill::executionId).toList();
        List<String> again =
                executed(line, order).stream().map(Fill::executionId).toList();

        assertThat(byStream).doesNotHaveDuplicates().hasSize(4);
        assertThat(byList).containsExactlyElementsOf(byStream);
        assertThat(again).isEqualTo(byList);
    }

    private static void toldTwice(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        line.fence();
        bench.stub().failNextEvent(StreamFault.DUPLICATE);

        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));

        line.awaitFilled(order, Bench.part(usual, 1));
        line.fence();
        assertThat(line.booked(order)).hasSize(1);
    }

    private static void troubled(Bench bench, StreamFault fault) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        line.fence();
        bench.stub().failNextEvent(fault);

        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 3));
        if (fault == StreamFault.DELAY) {
            bench.stub().tellLate();
        }

        line.awaitFilled(order, usual.quantity());
        line.fence();
        assertThat(line.booked(order))
                .extracting(Fill::quantity)
                .containsExactlyInAnyOrder(Bench.part(usual, 1), Bench.part(usual, 3));
    }

    private static void lostFill(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        line.fence();
        bench.stub().failNextEvent(StreamFault.LOSE);
        bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        line.fence();

        assertThat(executed(line, order)).extracting(Fill::quantity).containsExactly(Bench.part(usual, 1));
    }

    private static void finerThanTick(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        Price fine = PrecisionRules.finer(order.request().limitPrice().orElseThrow());

        bench.stub().fill(order.venueOrderId(), usual.quantity(), fine);

        line.awaitFilled(order, usual.quantity());
        assertThat(line.booked(order)).extracting(Fill::price).containsExactly(fine);
        assertThat(executed(line, order)).extracting(Fill::price).containsExactly(fine);
    }

    private static Placed oneFill(Bench bench, Line line) {
        Placed order = line.rest(bench.usual());
        bench.stub().fill(order.venueOrderId(), Bench.part(bench.usual(), 1));
        line.awaitFilled(order, Bench.part(bench.usual(), 1));
        return order;
    }

    private static void busted(Bench bench) {
        Line line = bench.connect();
        Placed order = oneFill(bench, line);
        String reported = line.booked(order).get(0).executionId();

        bench.stub().bust(bench.stub().fills().get(0).fill().executionId());

        OrderReport.Busted busted = line.awaitReport(order, OrderReport.Busted.class);
        assertThat(busted.executionId()).isEqualTo(reported);
    }

    private static void corrected(Bench bench) {
        Line line = bench.connect();
        Placed order = oneFill(bench, line);
        String reported = line.booked(order).get(0).executionId();
        Price price = Bench.away(bench.usual(), "-7");

        bench.stub().correct(bench.stub().fills().get(0).fill().executionId(), price);

        OrderReport.Corrected corrected = line.awaitReport(order, OrderReport.Corrected.class);
        assertThat(corrected.executionId()).isEqualTo(reported);
        assertThat(corrected.corrected().price()).isEqualTo(price);
    }

    private static void sinceWatermark(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        for (int quarter = 0; quarter < 3; quarter++) {
            bench.waiting().move(Duration.ofSeconds(10));
            bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
        }
        line.awaitFilled(order, Bench.part(usual, 3));
        List<Fill> truth = truth(bench);
        Instant second = truth.get(1).time();

        List<Execution> since = line.executionsSince(second);

        assertThat(since)
                .extracting(execution -> execution.fill().time())
                .containsExactly(truth.get(1).time(), truth.get(2).time());
        assertThat(line.executionsSince(bench.time().now().plusSeconds(60))).isEmpty();
    }

    private static void pages(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        int wanted = 2 * bench.plugin().pages().fills() + 1;
        Map<String, Quantity> reported = new HashMap<>();
        while (bench.stub().fills().size() < wanted) {
            Placed order = line.rest(usual);
            for (int quarter = 0; quarter < 4 && bench.stub().fills().size() < wanted; quarter++) {
                bench.stub().fill(order.venueOrderId(), Bench.part(usual, 1));
            }
        }

        List<Fill> executed = executed(line);

        executed.forEach(fill -> reported.put(fill.executionId(), fill.quantity()));
        assertThat(executed).hasSize(wanted);
        assertThat(reported).hasSize(wanted);
    }

    private static void elsewhere(Bench bench) {
        Line line = bench.connect();
        VenueOrderId id = CancelRules.elsewhere(bench, line);

        bench.stub().fill(id, bench.usual().quantity());

        line.awaitReport(
                "the fill of " + id,
                report -> report instanceof OrderReport.Filled
                        && report.key().venueOrderId().equals(Optional.of(id)));
    }
}
