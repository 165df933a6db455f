package io.fairlead.core.sim;

import io.fairlead.api.order.Fill;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Takes down what a venue reports, as lines: {@code "5' c1 filled 100 at 10.05 taker fee 2.01 USD"}; the minute is the event time. */
final class Tape implements BrokerListener {
    private final long originNanos;
    private final List<OrderReport> reports = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<ConnectionEvent.State> connection = new ArrayList<>();
    private final List<String> threads = new ArrayList<>();
    private Class<? extends OrderReport> awaited = OrderReport.class;
    private Consumer<OrderReport> then = report -> {};

    Tape(long originNanos) {
        this.originNanos = originNanos;
    }

    @Override
    public void onOrderReport(OrderReport report) {
        take(report).accept(report);
    }

    private synchronized Consumer<OrderReport> take(OrderReport report) {
        reports.add(report);
        lines.add(line(report));
        threads.add(Thread.currentThread().getName());
        if (!awaited.isInstance(report)) {
            return any -> {};
        }
        Consumer<OrderReport> once = then;
        then = any -> {};
        return once;
    }

    /** Does something when a report of a kind comes next, on the thread that brings it. */
    synchronized void onNext(Class<? extends OrderReport> kind, Consumer<OrderReport> action) {
        awaited = kind;
        then = action;
    }

    @Override
    public synchronized void onConnection(ConnectionEvent event) {
        connection.add(event.state());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<OrderReport> reports() {
        return List.copyOf(reports);
    }

    synchronized List<ConnectionEvent.State> connection() {
        return List.copyOf(connection);
    }

    synchronized List<String> threads() {
        return threads.stream().distinct().toList();
    }

    synchronized void forget() {
        reports.clear();
        lines.clear();
    }

    /** The fills of an order, oldest first. */
    synchronized List<Fill> fillsOf(String id) {
        return reports.stream()
                .filter(report -> report instanceof OrderReport.Filled
                        && name(report.key()).equals(id))
                .map(report -> ((OrderReport.Filled) report).fill())
                .toList();
    }

    private String line(OrderReport report) {
        String minute = (report.timeNanos() - originNanos) / 60_000_000_000L + "' ";
        return minute + name(report.key()) + " " + what(report);
    }

    private static String name(OrderKey key) {
        return key.clientOrderId().orElseThrow().value();
    }

    private static String what(OrderReport report) {
        if (report instanceof OrderReport.Filled filled) {
            Fill fill = filled.fill();
            String fees = fill.fees().stream().map(fee -> " fee " + fee).collect(Collectors.joining());
            return "filled " + fill.quantity() + " at " + fill.price() + " "
                    + fill.liquidity().toString().toLowerCase(java.util.Locale.ROOT) + fees;
        }
        if (report instanceof OrderReport.Cancelled cancelled) {
            return "cancelled" + because(cancelled.reason());
        }
        if (report instanceof OrderReport.Rejected rejected) {
            return "rejected" + because(rejected.reason());
        }
        if (report instanceof OrderReport.CancelRejected rejected) {
            return "cancel rejected" + because(rejected.reason());
        }
        if (report instanceof OrderReport.ReplaceRejected rejected) {
            return "replace rejected" + because(rejected.reason());
        }
        return report.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
