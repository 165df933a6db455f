package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Executions, told by the stream and by the account's activities. The two have different ids for one fill; what they share is the order
 * and how much of it had filled afterwards, and of that we make an id of our own. A correction keeps it; a fill that comes to the same sum
 * after a bust has an asterisk more.
 */
final class Fills {
    private final OrderTracker tracker;

    Fills(OrderTracker tracker) {
        this.tracker = tracker;
    }

    /** The same for one fill, whoever tells it. */
    static String executionId(VenueOrderId order, BigDecimal filledAfterwards) {
        return order.value() + "@" + Quantity.of(filledAfterwards);
    }

    private static String after(String executionId, int busts) {
        return executionId + "*".repeat(busts);
    }

    /**
     * What a list of activities says.
     *
     * @param stand executions that hold, as they hold now, in the list's order
     * @param changes which of them were corrected, and which hold no more
     */
    record History(List<Execution> stand, List<OrderReport> changes) {}

    /** One execution, by the row that says the last of it. */
    private record Entry(int place, JsonNode row, String status) {
        boolean isGone() {
            return status.equals("canceled");
        }
    }

    /** Rows of {@code /v2/account/activities/FILL}, oldest first, complete from some moment on. */
    History fromActivities(List<JsonNode> rows) {
        Map<String, List<Entry>> byId = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            VenueOrderId order = new VenueOrderId(ExactJson.text(row, "order_id"));
            String id = executionId(order, ExactJson.decimal(row, "cum_qty"));
            take(
                    byId.computeIfAbsent(id, any -> new ArrayList<>()),
                    new Entry(i, row, ExactJson.optionalText(row, "status").orElse("")));
        }
        Map<Integer, Execution> stand = new LinkedHashMap<>();
        List<OrderReport> changes = new ArrayList<>();
        byId.forEach((id, entries) -> {
            int busts = entries.get(0).isGone() ? 0 : tracker.busts(id);
            for (Entry entry : entries) {
                Execution execution = execution(after(id, busts), entry.row());
                Fill fill = execution.fill();
                if (entry.isGone()) {
                    changes.add(new OrderReport.Busted(execution.key(), fill.timeNanos(), fill.executionId()));
                    busts++;
                    continue;
                }
                stand.put(entry.place(), execution);
                if (entry.status().equals("correct")) {
                    changes.add(new OrderReport.Corrected(execution.key(), fill.timeNanos(), fill.executionId(), fill));
                }
            }
        });
        return new History(
                stand.entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(Map.Entry::getValue)
                        .toList(),
                changes);
    }

    /**
     * The venue marks the row of what it changes. Should it add a row instead, that one is about the execution before it: two that hold
     * cannot come to one sum.
     */
    private static void take(List<Entry> entries, Entry entry) {
        int last = entries.size() - 1;
        if (last >= 0 && !entries.get(last).isGone()) {
            entries.set(last, new Entry(entries.get(last).place(), entry.row(), entry.status()));
        } else {
            entries.add(entry);
        }
    }

    private Execution execution(String id, JsonNode row) {
        VenueOrderId order = new VenueOrderId(ExactJson.text(row, "order_id"));
        InstrumentId instrument = AlpacaSymbols.fromVenue(
                ExactJson.text(row, "symbol"),
                ExactJson.optionalText(row, "asset_class").orElse(""));
        return new Execution(
                tracker.key(order),
                fill(
                        id,
                        instrument,
                        AlpacaOrder.side(ExactJson.text(row, "side")),
                        ExactJson.decimal(row, "qty"),
                        ExactJson.decimal(row, "price"),
                        AlpacaTime.nanos(ExactJson.text(row, "transaction_time"))));
    }

    /** A fill of the stream: its own price and quantity; what is cumulative stands in the order. */
    Fill fromEvent(OrderUpdate update, long nanos) {
        AlpacaOrder order = update.order();
        String id = executionId(order.id(), order.filled().value());
        String known = update.executionId().isEmpty()
                ? after(id, tracker.busts(id))
                : tracker.execution(update.executionId(), () -> after(id, tracker.busts(id)));
        return fill(known, order.instrument(), order.side(), update.quantity(), update.price(), nanos);
    }

    /** The correction of an execution that was told under this id. */
    Fill corrected(OrderUpdate update, String executionId, long nanos) {
        AlpacaOrder order = update.order();
        return fill(executionId, order.instrument(), order.side(), update.quantity(), update.price(), nanos);
    }

    private static Fill fill(
            String id, InstrumentId instrument, Side side, BigDecimal quantity, BigDecimal price, long nanos) {
        // The venue tells neither fees nor who was the maker; crypto fees are posted at the end of the day (CFEE).
        return new Fill(
                id,
                instrument,
                side,
                Quantity.of(quantity.abs()),
                Price.of(price),
                List.of(),
                Liquidity.UNKNOWN,
                nanos);
    }
}
