package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Executions from the account's activities: all of what was missed, and what the venue has changed or taken back since. What it has
 * changed is told as it is found, each change once per connection. Any thread.
 */
final class Executions {
    private static final int PAGE = 100;

    private final AlpacaRest rest;
    private final Fills fills;
    private final OrderTracker tracker;
    private final Consumer<OrderReport> tell;

    /**
     * Executions.
     *
     * @param tell told of corrections and busts
     */
    Executions(AlpacaRest rest, Fills fills, OrderTracker tracker, Consumer<OrderReport> tell) {
        this.rest = rest;
        this.fills = fills;
        this.tracker = tracker;
        this.tell = tell;
    }

    /** What has been executed since an instant, that instant included, and stands; oldest first. */
    CompletionStage<List<Execution>> since(Instant from) {
        // The bound is exclusive at the venue; ours is inclusive.
        return rows("after", from.minusMillis(1).toString(), "", new ArrayList<>())
                .thenApply(this::stand);
    }

    /** Looks through an order's executions for changes, and tells those that are news; whether there were any. */
    CompletionStage<Boolean> changesOf(VenueOrderId order) {
        return rows("order_id", order.value(), "", new ArrayList<>()).thenApply(rows -> {
            List<OrderReport> changes = fills.fromActivities(rows).changes();
            changes.forEach(this::tellNews);
            return !changes.isEmpty();
        });
    }

    private List<Execution> stand(List<JsonNode> rows) {
        Fills.History history = fills.fromActivities(rows);
        history.changes().forEach(this::tellNews);
        return history.stand();
    }

    private void tellNews(OrderReport change) {
        if (tracker.isNews(change)) {
            tell.accept(change);
        }
    }

    /** All pages. A page begins behind the row whose id is given; ids tell rows of one instant apart. */
    private CompletionStage<List<JsonNode>> rows(String bound, String value, String token, List<JsonNode> found) {
        QueryText query =
                new QueryText().add(bound, value).add("direction", "asc").add("page_size", PAGE);
        if (!token.isEmpty()) {
            query.add("page_token", token);
        }
        return rest.get(RequestKind.QUERY, "/v2/account/activities/FILL", query).thenCompose(page -> {
            ExactJson.list(page).forEach(found::add);
            return page.size() < PAGE
                    ? CompletableFuture.completedFuture(found)
                    : rows(bound, value, ExactJson.text(page.get(page.size() - 1), "id"), found);
        });
    }
}
