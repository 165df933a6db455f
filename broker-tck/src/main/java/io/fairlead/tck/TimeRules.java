package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.ConnectionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Time: the venue's where it tells it, the lent clock's elsewhere, and in epoch nanoseconds everywhere. */
final class TimeRules {
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private TimeRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("TIM-01", "a report's time is the venue's, in epoch nanoseconds")
                        .lookAt(
                                "milliseconds or seconds taken for nanoseconds; the machine's clock in place of the lent one")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.end(line.rest(bench.usual()));

                            assertThat(line.tape().reports())
                                    .isNotEmpty()
                                    .allSatisfy(report -> assertNow(bench, report.toString(), report.timeNanos()));
                        })
                        .build(),
                rule("TIM-02", "a change of the connection is told with the lent clock's time")
                        .lookAt("ConnectionEvent.timeNanos")
                        .holds(bench -> {
                            Line line = bench.connect();

                            assertThat(line.tape().connection())
                                    .extracting(ConnectionEvent::timeNanos)
                                    .allSatisfy(nanos -> assertNow(bench, "connection event", nanos));
                        })
                        .build(),
                rule("TIM-03", "an order's creation time is the venue's, in epoch nanoseconds")
                        .lookAt("VenueOrder.createdNanos, and the venue's time zone")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.rest(bench.usual());

                            assertThat(line.openOrders())
                                    .hasSize(1)
                                    .allSatisfy(open -> assertNow(bench, "created", open.createdNanos()));
                        })
                        .build(),
                rule("TIM-04", "the end of a GTD order arrives as the instant that was asked for")
                        .declared("LIMIT GTD", plugin -> plugin.supports(OrderType.LIMIT, TimeInForce.GTD))
                        .lookAt("unit and zone of the venue's field for the end")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Instant end = bench.time().now().plus(Duration.ofMinutes(97));

                            Placed order = line.place(
                                    bench.usual(),
                                    line.resting(bench.usual(), Side.BUY).goodTill(end));

                            assertThat(bench.heldOnce(order).request().expireAt())
                                    .contains(end);
                        })
                        .build(),
                rule("TIM-05", "orders pass although the venue's clock is ahead")
                        .needs(Hook.CLOCK_OFFSET)
                        .lookAt("the server-time offset in signatures, and when it is measured")
                        .holds(bench -> clockOffset(bench, Duration.ofSeconds(8)))
                        .build(),
                rule("TIM-06", "orders pass although the venue's clock is behind")
                        .needs(Hook.CLOCK_OFFSET)
                        .lookAt("the server-time offset in signatures, and when it is measured")
                        .holds(bench -> clockOffset(bench, Duration.ofSeconds(-8)))
                        .build());
    }

    private static void clockOffset(Bench bench, Duration by) {
        bench.stub().venueClockAhead(by);
        Line line = bench.connect();

        line.take(bench.usual(), Side.BUY, bench.usual().quantity());
    }

    /** The kit moves time by minutes at the most where it asks this; a wrong unit or zone is off by more. */
    static void assertNow(Bench bench, String what, long nanos) {
        long off = Math.abs(bench.time().nowNanos() - nanos);
        assertThat(off)
                .as("%s: %d is %s from now", what, nanos, Duration.ofNanos(off))
                .isLessThan(TOLERANCE.toNanos());
    }
}
