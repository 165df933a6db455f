package io.fairlead.binance;

import io.fairlead.api.Quantity;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import io.fairlead.support.StreamGap;
import io.fairlead.support.StreamRefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What was missed while the user stream was down, in the venue's order: account, open orders, each order that we took for open and that is
 * not among them, then trades by symbol from the last one seen. Only then is the stream healthy.
 */
final class Recovery {
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final BinanceAccount account;
    private final BinanceOrders orders;
    private final KnownOrders known;
    private final Replacements replacements;
    private final Reports reports;
    private final Clock clock;
    private final Instant begun;
    private volatile Consumer<String> restart = why -> {};

    Recovery(
            BinanceAccount account,
            BinanceOrders orders,
            KnownOrders known,
            Replacements replacements,
            Reports reports,
            Clock clock) {
        this.account = account;
        this.orders = orders;
        this.known = known;
        this.replacements = replacements;
        this.reports = reports;
        this.clock = clock;
        this.begun = clock.instant();
    }

    void onRestart(Consumer<String> restarts) {
        restart = restarts;
    }

    void restart(String why) {
        restart.accept(why);
    }

    CompletionStage<Void> recover(Optional<StreamGap> gap) {
        List<KnownOrders.Open> thought = known.open();
        Instant since = gap.map(StreamGap::since).orElse(begun).minus(OVERLAP);
        return account.read()
                .thenCompose(read -> orders.openOrders())
                .thenCompose(open -> ended(thought, open))
                .thenCompose(ended -> trades(thought, since).thenAccept(executions -> tell(executions, ended)))
                .exceptionallyCompose(Recovery::refused);
    }

    private static CompletionStage<Void> refused(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        boolean forGood = cause instanceof BinanceRefusal refusal
                && new VenueError(refusal.code(), "", Optional.empty()).isCredentials();
        return CompletableFuture.failedFuture(
                forGood ? new StreamRefusedException(String.valueOf(cause.getMessage())) : cause);
    }

    /** The orders that we took for open and that have ended, as the venue shows them. */
    private CompletionStage<List<VenueOrder>> ended(List<KnownOrders.Open> thought, List<VenueOrder> open) {
        Set<String> listed = new HashSet<>();
        open.forEach(
                order -> listed.add(order.key().venueOrderId().orElseThrow().value()));
        CompletionStage<List<VenueOrder>> ended = CompletableFuture.completedFuture(new ArrayList<>());
        for (KnownOrders.Open order : thought) {
            if (!listed.contains(order.key().venueOrderId().orElseThrow().value())) {
                ended = ended.thenCompose(found -> orders.lookUp(order.symbol(), order.key())
                        .thenApply(shown -> {
                            shown.filter(at -> at.lifecycle().isEnd()).ifPresent(found::add);
                            return found;
                        }));
            }
        }
        return ended;
    }

    private CompletionStage<List<Execution>> trades(List<KnownOrders.Open> thought, Instant since) {
        Set<String> symbols = new HashSet<>();
        thought.forEach(order -> symbols.add(order.symbol()));
        CompletionStage<List<Execution>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String symbol : known.symbols()) {
            Optional<Long> last = known.lastTrade(symbol);
            if (last.isPresent()) {
                all = all.thenCompose(
                        found -> orders.tradesFrom(symbol, last.get() + 1).thenApply(more -> joined(found, more)));
            } else if (symbols.contains(symbol)) {
                all = all.thenCompose(
                        found -> orders.tradesSince(symbol, since).thenApply(more -> joined(found, more)));
            }
        }
        return all;
    }

    private static List<Execution> joined(List<Execution> found, List<Execution> more) {
        found.addAll(more);
        return found;
    }

    /** Fills first: an end may be followed by something sent in its place. */
    private void tell(List<Execution> executions, List<VenueOrder> ended) {
        for (Execution execution : executions) {
            String symbol = execution.fill().instrument().symbol();
            String id = execution.fill().executionId();
            if (known.firstSight(symbol, Long.parseLong(id.substring(id.lastIndexOf('-') + 1)))) {
                tell(new OrderReport.Filled(execution.key(), execution.fill().timeNanos(), execution.fill()));
            }
        }
        ended.stream()
                // the end of one that is being replaced says nothing yet: whoever asked for it looks for the new order
                // too
                .filter(order -> !replacements.concerns(order.key()))
                .forEach(order -> end(order).ifPresent(this::tell));
    }

    private void tell(OrderReport report) {
        String requestId =
                report.key().clientOrderId().map(ClientOrderId::value).orElse("");
        replacements.pass(report, requestId).forEach(reports::tell);
    }

    private Optional<OrderReport> end(VenueOrder order) {
        long now = EpochNanos.of(clock.instant());
        Optional<Quantity> filled = Optional.of(order.filledQuantity());
        return switch (order.lifecycle()) {
            case CANCELLED ->
                Optional.of(new OrderReport.Cancelled(order.key(), now, "ended while the stream was down", filled));
            case EXPIRED -> Optional.of(new OrderReport.Expired(order.key(), now, filled));
            case REJECTED -> Optional.of(new OrderReport.Rejected(order.key(), now, "rejected"));
            case FILLED ->
                order.quantity().isEmpty()
                        ? Optional.of(new OrderReport.Completed(order.key(), now))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
