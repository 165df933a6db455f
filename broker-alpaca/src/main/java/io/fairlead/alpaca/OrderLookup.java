package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds orders at the venue: the open ones, one by an id, and the orders of a group, which the venue names itself. Any thread. */
final class OrderLookup {
    private static final Logger log = LoggerFactory.getLogger(OrderLookup.class);
    private static final int PAGE = 500;

    private final AlpacaRest rest;
    private final OrderTracker tracker;
    private final Consumer<OrderReport> tell;
    private final Clock clock;

    /**
     * Lookups.
     *
     * @param tell told of each leg whose id came to light other than by the answer to its group
     */
    OrderLookup(AlpacaRest rest, OrderTracker tracker, Consumer<OrderReport> tell, Clock clock) {
        this.rest = rest;
        this.tracker = tracker;
        this.tell = tell;
        this.clock = clock;
    }

    /** All pages of the open orders, legs flat. */
    CompletionStage<List<AlpacaOrder>> open() {
        return openAfter("", new ArrayList<>());
    }

    private CompletionStage<List<AlpacaOrder>> openAfter(String last, List<AlpacaOrder> found) {
        QueryText query = new QueryText()
                .add("status", "open")
                .add("limit", PAGE)
                .add("direction", "asc")
                .add("nested", "false");
        if (!last.isEmpty()) {
            query.add("after_order_id", last);
        }
        return rest.get(RequestKind.QUERY, "/v2/orders", query).thenCompose(page -> {
            ExactJson.list(page);
            String end = "";
            for (JsonNode node : page) {
                end = ExactJson.text(node, "id");
                if (AlpacaOrder.isMultiLeg(node)) {
                    log.atWarn()
                            .setMessage("an order of several legs is left out")
                            .addKeyValue("venueOrderId", end)
                            .log();
                } else {
                    found.add(AlpacaOrder.from(node));
                }
            }
            return page.size() < PAGE ? CompletableFuture.completedFuture(found) : openAfter(end, found);
        });
    }

    CompletionStage<Optional<AlpacaOrder>> byId(VenueOrderId id) {
        return byId(id, false);
    }

    private CompletionStage<Optional<AlpacaOrder>> byId(VenueOrderId id, boolean nested) {
        QueryText query = nested ? new QueryText().add("nested", "true") : new QueryText();
        return rest.find(RequestKind.QUERY, "/v2/orders/" + QueryText.encode(id.value()), query)
                .thenApply(found -> found.map(AlpacaOrder::from));
    }

    /** One order; of one that was changed, the one that it has become. */
    CompletionStage<Optional<AlpacaOrder>> newest(OrderKey key) {
        return find(key).thenCompose(found -> followed(found, false));
    }

    /** An order that was replaced lives on under another id. */
    private CompletionStage<Optional<AlpacaOrder>> followed(Optional<AlpacaOrder> found, boolean nested) {
        Optional<VenueOrderId> next = found.flatMap(AlpacaOrder::replacedBy);
        if (next.isEmpty()) {
            return CompletableFuture.completedFuture(found);
        }
        tracker.changed(found.get().id(), next.get());
        return byId(next.get(), nested).thenCompose(newer -> followed(newer, nested));
    }

    /** One order. */
    CompletionStage<Optional<AlpacaOrder>> find(OrderKey key) {
        Optional<VenueOrderId> id = tracker.venueId(key);
        if (id.isPresent()) {
            return byId(id.get());
        }
        ClientOrderId ours = key.clientOrderId().orElseThrow();
        Optional<ClientOrderId> group = tracker.groupOf(ours);
        return group.isEmpty() ? byClientId(ours) : ofGroup(group.get(), key);
    }

    /** The venue knows an order of a group by another id: its group tells. */
    private CompletionStage<Optional<AlpacaOrder>> ofGroup(ClientOrderId group, OrderKey key) {
        return byClientId(group).thenCompose(any -> {
            Optional<VenueOrderId> id = tracker.venueId(key);
            return id.isEmpty() ? CompletableFuture.completedFuture(Optional.empty()) : byId(id.get());
        });
    }

    CompletionStage<Optional<AlpacaOrder>> byClientId(ClientOrderId id) {
        QueryText query = new QueryText().add("client_order_id", id.value());
        return rest.find(RequestKind.QUERY, "/v2/orders:by_client_order_id", query)
                .thenApply(found -> found.map(AlpacaOrder::from))
                .thenCompose(found -> {
                    found.ifPresent(order -> tracker.name(order.id(), id));
                    return withLegs(found);
                });
    }

    /** A group whose answer was lost: asked for once more, with its legs, so that they are known by our ids. */
    private CompletionStage<Optional<AlpacaOrder>> withLegs(Optional<AlpacaOrder> found) {
        if (found.flatMap(tracker::group).isEmpty()) {
            return CompletableFuture.completedFuture(found);
        }
        return byId(found.get().id(), true).thenApply(nested -> {
            nested.ifPresent(order -> GroupNames.learn(tracker, order).forEach(this::learnt));
            return nested;
        });
    }

    private void learnt(OrderKey leg) {
        tell.accept(new OrderReport.Suspended(
                leg, EpochNanos.of(clock.instant()), "found at the venue, its group's answer was lost"));
    }

    /** Asks for every group whose answer was lost; those that the venue has not stay to be learnt. */
    CompletionStage<Void> lostGroups() {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (ClientOrderId group : tracker.lostGroups()) {
            done = done.thenCompose(nothing -> byClientId(group)).thenAccept(found -> {});
        }
        return done;
    }

    /** An order of a group that this connection knows nothing of: found by whichever of its ids the venue has. */
    CompletionStage<Optional<AlpacaOrder>> ofGroup(OrderKey key, List<ClientOrderId> group, OrderRequest asked) {
        ClientOrderId ours = key.clientOrderId().orElseThrow();
        if (tracker.venueId(key).isPresent() || tracker.groupOf(ours).isPresent()) {
            return newest(key);
        }
        return parent(group).thenCompose(found -> {
            found.flatMap(parent -> GroupNames.find(parent, asked)).ifPresent(order -> tracker.name(order.id(), ours));
            found.ifPresent(parent -> GroupNames.exits(tracker, parent));
            return tracker.venueId(key).isPresent() ? newest(key) : CompletableFuture.completedFuture(Optional.empty());
        });
    }

    private CompletionStage<Optional<AlpacaOrder>> parent(List<ClientOrderId> group) {
        if (group.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return byClientId(group.get(0))
                .thenCompose(found -> found.isEmpty()
                        ? parent(group.subList(1, group.size()))
                        : byId(found.get().id(), true).thenCompose(nested -> followed(nested, true)));
    }
}
