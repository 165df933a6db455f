package io.fairlead.alpaca;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.StreamRefusedException;
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
    /** How numbers of paper accounts begin. */
    static final String PAPER_PREFIX = "PA";

    private final AlpacaRest rest;
    private final AlpacaSettings settings;
    private final AlpacaOrders orders;
    private final OrderTracker tracker;
    private final BrokerListener listener;
    private final Clock clock;
    private final Consumer<String> restart;

    Recovery(
            AlpacaRest rest,
            AlpacaSettings settings,
            AlpacaOrders orders,
            OrderTracker tracker,
            BrokerListener listener,
            Clock clock,
            Consumer<String> restart) {
        this.rest = rest;
        this.settings = settings;
        this.orders = orders;
        this.tracker = tracker;
        this.listener = listener;
        this.clock = clock;
        this.restart = restart;
    }

    /** Gives the stream up, so that it is made whole again. */
    void restart(String why) {
        restart.accept(why);
    }

    /** Looks at everything; fills since the gap began, if there was one. */
    CompletionStage<Void> run(Optional<Instant> gapSince) {
        return checkAccount().thenCompose(checked -> orders.open()).thenCompose(open -> settle(open, gapSince));
    }

    private CompletionStage<Void> checkAccount() {
        return rest.get(RequestKind.QUERY, "/v2/account", new QueryText()).thenAccept(account -> {
            String number = ExactJson.optionalText(account, "account_number").orElse("");
            if (!settings.isLive() && !number.startsWith(PAPER_PREFIX)) {
                throw new StreamRefusedException(
                        "the settings say paper, and the key belongs to an account with real money");
            }
            if (settings.checkAccount() && !number.equals(settings.account())) {
                throw new StreamRefusedException("the key belongs to another account than " + settings.account());
            }
        });
    }

    private CompletionStage<Void> settle(List<AlpacaOrder> open, Optional<Instant> gapSince) {
        Set<VenueOrderId> listed = new HashSet<>();
        open.forEach(order -> listed.add(order.id()));
        List<VenueOrderId> missing =
                tracker.open().stream().filter(id -> !listed.contains(id)).toList();
        open.forEach(tracker::see);
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        if (gapSince.isPresent()) {
            done = done.thenCompose(nothing -> fills(gapSince.get()));
        }
        for (VenueOrderId id : missing) {
            done = done.thenCompose(nothing -> orders.byId(id)).thenAccept(found -> found.ifPresent(this::ended));
        }
        return done.thenAccept(nothing -> open.forEach(this::working));
    }

    private CompletionStage<Void> fills(Instant since) {
        return orders.executionsSince(since.minus(OVERLAP))
                .thenAccept(executions -> executions.forEach(execution -> listener.onOrderReport(
                        new OrderReport.Filled(execution.key(), execution.fill().timeNanos(), execution.fill()))));
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
