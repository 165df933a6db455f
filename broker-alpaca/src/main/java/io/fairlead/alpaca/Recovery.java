package io.fairlead.alpaca;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What has to be known before the order stream counts as up: that the account is the one meant, which orders are open, what has ended and
 * what has filled meanwhile. The stream has no replay, so all of it comes over REST.
 */
final class Recovery {
    /** How far before a gap fills are asked for again; double ones are dropped by their ids. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final AccountProof proof;
    private final OrderLookup lookup;
    private final Executions executions;
    private final OrderTracker tracker;
    private final Duration lookBack;
    private final BrokerListener listener;
    private final Clock clock;
    private final Consumer<String> restart;

    /**
     * Recovery.
     *
     * @param lookBack how far back executions are looked through for what the venue has changed since
     * @param restart gives the stream up
     */
    Recovery(
            AccountProof proof,
            OrderLookup lookup,
            Executions executions,
            OrderTracker tracker,
            Duration lookBack,
            BrokerListener listener,
            Clock clock,
            Consumer<String> restart) {
        this.proof = proof;
        this.lookup = lookup;
        this.executions = executions;
        this.tracker = tracker;
        this.lookBack = lookBack;
        this.listener = listener;
        this.clock = clock;
        this.restart = restart;
    }

    /** Gives the stream up, so that it is made whole again. */
    void restart(String why) {
        restart.accept(why);
    }

    /** Looks at everything; fills since the gap began, if there was one. Groups first, so that all is told by our ids. */
    CompletionStage<Void> run(Optional<Instant> gapSince) {
        return proof.ask()
                .thenCompose(proven -> lookup.lostGroups())
                .thenCompose(learnt -> lookup.open())
                .thenCompose(open -> settle(open, gapSince));
    }

    private CompletionStage<Void> settle(List<AlpacaOrder> open, Optional<Instant> gapSince) {
        Set<VenueOrderId> listed = new HashSet<>();
        open.forEach(order -> listed.add(order.id()));
        List<VenueOrderId> missing =
                tracker.open().stream().filter(id -> !listed.contains(id)).toList();
        open.forEach(tracker::see);
        CompletionStage<Void> done = fills(gapSince.map(since -> since.minus(OVERLAP)));
        for (VenueOrderId id : missing) {
            done = done.thenCompose(nothing -> lookup.byId(id)).thenAccept(found -> found.ifPresent(this::ended));
        }
        return done.thenAccept(nothing -> open.forEach(this::working));
    }

    /** Fills from an instant on, and what the venue has changed of those that went before. */
    private CompletionStage<Void> fills(Optional<Instant> since) {
        Instant changedSince = clock.instant().minus(lookBack);
        Instant from = since.filter(changedSince::isAfter).orElse(changedSince);
        if (since.isEmpty() && lookBack.isZero()) {
            return CompletableFuture.completedFuture(null);
        }
        return executions
                .since(from)
                .thenAccept(found -> found.stream()
                        .filter(one -> since.isPresent() && !one.fill().time().isBefore(since.get()))
                        .forEach(one -> listener.onOrderReport(
                                new OrderReport.Filled(one.key(), one.fill().timeNanos(), one.fill()))));
    }

    private void working(AlpacaOrder order) {
        if (order.status().equals("new") || order.status().equals("partially_filled")) {
            listener.onOrderReport(new OrderReport.Working(tracker.key(order.id()), now()));
        }
    }

    /** An order that was thought open and is not listed any more. */
    private void ended(AlpacaOrder order) {
        OrderKey key = tracker.see(order);
        Optional<VenueOrderId> next = order.replacedBy();
        if (next.isPresent()) {
            listener.onOrderReport(new OrderReport.Replaced(key, now(), tracker.changed(order.id(), next.get())));
            return;
        }
        switch (order.lifecycle()) {
            case CANCELLED ->
                listener.onOrderReport(new OrderReport.Cancelled(key, now(), "", Optional.of(order.filled())));
            case EXPIRED -> listener.onOrderReport(new OrderReport.Expired(key, now(), Optional.of(order.filled())));
            case REJECTED -> listener.onOrderReport(new OrderReport.Rejected(key, now(), "rejected by the venue"));
            case FILLED -> {
                if (order.quantity().isEmpty()) {
                    listener.onOrderReport(new OrderReport.Completed(key, now()));
                }
            }
            default -> {}
        }
    }

    private long now() {
        return EpochNanos.of(clock.instant());
    }
}
