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
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Executions, told by the stream and by the account's activities. The two have different ids for one fill; what they share is the order
 * and how much of it had filled afterwards, and of that we make an id of our own.
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

    /** A row of {@code /v2/account/activities/FILL}; empty for one that the venue has taken back. */
    Optional<Execution> fromActivity(JsonNode row) {
        String status = ExactJson.optionalText(row, "status").orElse("");
        if (status.equals("canceled")) {
            return Optional.empty();
        }
        VenueOrderId order = new VenueOrderId(ExactJson.text(row, "order_id"));
        InstrumentId instrument = AlpacaSymbols.fromVenue(
                ExactJson.text(row, "symbol"),
                ExactJson.optionalText(row, "asset_class").orElse(""));
        long nanos = AlpacaTime.nanos(ExactJson.text(row, "transaction_time"));
        String id = executionId(order, ExactJson.decimal(row, "cum_qty"));
        return Optional.of(new Execution(
                tracker.key(order),
                fill(
                        id,
                        instrument,
                        AlpacaOrder.side(ExactJson.text(row, "side")),
                        ExactJson.decimal(row, "qty"),
                        ExactJson.decimal(row, "price"),
                        nanos)));
    }

    /** A fill of the stream: its own price and quantity; what is cumulative stands in the order. */
    Fill fromEvent(JsonNode data, AlpacaOrder order, long nanos) {
        BigDecimal quantity = ExactJson.decimal(data, "qty");
        String id = executionId(order.id(), order.filled().value());
        ExactJson.optionalText(data, "execution_id").ifPresent(venue -> tracker.execution(venue, id));
        return fill(id, order.instrument(), order.side(), quantity, ExactJson.decimal(data, "price"), nanos);
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
