package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The venue's order object. Fields that move an order are read strictly; what only describes is left out.
 *
 * @param id the venue's id
 * @param clientId the client id as it stands there
 * @param legs orders that depend on it, where the answer nests them
 * @param replacedBy the order that took its place
 */
record AlpacaOrder(
        VenueOrderId id,
        String clientId,
        InstrumentId instrument,
        Side side,
        Optional<Quantity> quantity,
        Quantity filled,
        OrderType type,
        TimeInForce timeInForce,
        Optional<Price> limit,
        Optional<Price> stop,
        String status,
        long createdNanos,
        Optional<VenueOrderId> replacedBy,
        List<AlpacaOrder> legs) {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Whether an order has several legs of its own kind: it has no instrument then. */
    static boolean isMultiLeg(JsonNode order) {
        return order.path("order_class").asText().equals("mleg")
                || order.path("symbol").asText().isEmpty();
    }

    static AlpacaOrder from(JsonNode node) {
        String duration = ExactJson.text(node, "time_in_force");
        String type = ExactJson.optionalText(node, "type").orElseGet(() -> ExactJson.text(node, "order_type"));
        List<AlpacaOrder> legs = new ArrayList<>();
        node.path("legs").forEach(leg -> legs.add(from(leg)));
        return new AlpacaOrder(
                new VenueOrderId(ExactJson.text(node, "id")),
                ExactJson.optionalText(node, "client_order_id").orElse(""),
                AlpacaSymbols.fromVenue(
                        ExactJson.text(node, "symbol"),
                        ExactJson.optionalText(node, "asset_class").orElse("")),
                side(ExactJson.text(node, "side")),
                ExactJson.optionalDecimal(node, "qty").map(Quantity::of),
                ExactJson.optionalDecimal(node, "filled_qty").map(Quantity::of).orElse(Quantity.ZERO),
                type(type, duration),
                timeInForce(duration),
                ExactJson.optionalDecimal(node, "limit_price").map(Price::of),
                ExactJson.optionalDecimal(node, "stop_price").map(Price::of),
                ExactJson.text(node, "status"),
                AlpacaTime.nanos(node, 0, "submitted_at", "created_at"),
                ExactJson.optionalText(node, "replaced_by").map(VenueOrderId::new),
                legs);
    }

    static Side side(String text) {
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell", "sell_short" -> Side.SELL;
            default -> throw new UnreadableAnswerException("field side is neither buy nor sell");
        };
    }

    static OrderType type(String type, String duration) {
        boolean open = duration.equals("opg");
        boolean close = duration.equals("cls");
        return switch (type) {
            case "market" -> open ? OrderType.MARKET_ON_OPEN : close ? OrderType.MARKET_ON_CLOSE : OrderType.MARKET;
            case "limit" -> open ? OrderType.LIMIT_ON_OPEN : close ? OrderType.LIMIT_ON_CLOSE : OrderType.LIMIT;
            case "stop" -> OrderType.STOP;
            case "stop_limit" -> OrderType.STOP_LIMIT;
            case "trailing_stop" -> OrderType.TRAILING_STOP;
            default -> throw new UnreadableAnswerException("field type is unknown");
        };
    }

    static TimeInForce timeInForce(String text) {
        return switch (text) {
            case "day" -> TimeInForce.DAY;
            case "gtc" -> TimeInForce.GTC;
            case "ioc" -> TimeInForce.IOC;
            case "fok" -> TimeInForce.FOK;
            case "opg" -> TimeInForce.OPG;
            case "cls" -> TimeInForce.CLS;
            default -> throw new UnreadableAnswerException("field time_in_force is unknown");
        };
    }

    /** Where it is in its life; {@code done_for_day} and {@code calculated} are no ends. */
    Lifecycle lifecycle() {
        return switch (status) {
            case "pending_new" -> Lifecycle.PENDING_NEW;
            case "held", "suspended", "stopped", "pending_review", "accepted_for_bidding" -> Lifecycle.SUSPENDED;
            case "accepted",
                    "new",
                    "partially_filled",
                    "pending_cancel",
                    "pending_replace",
                    "calculated",
                    "done_for_day" -> Lifecycle.NEW;
            case "filled" -> Lifecycle.FILLED;
            case "canceled", "replaced" -> Lifecycle.CANCELLED;
            case "expired" -> Lifecycle.EXPIRED;
            case "rejected" -> Lifecycle.REJECTED;
            default -> throw new UnreadableAnswerException("field status is unknown");
        };
    }

    boolean isOpen() {
        return !lifecycle().isEnd();
    }

    /**
     * Its client id, if it is one that we could have made. The venue makes up UUIDs, for legs among others; those would hide that the order
     * is known by its venue id.
     */
    Optional<ClientOrderId> ourId() {
        if (clientId.isEmpty() || UUID_TEXT.matcher(clientId).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientOrderId(clientId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    VenueOrder toVenueOrder(OrderKey key) {
        boolean trailing = type == OrderType.TRAILING_STOP;
        return new VenueOrder(
                key,
                instrument,
                side,
                quantity,
                filled,
                type,
                type.hasLimitPrice() ? limit : Optional.empty(),
                trailing || !type.hasTriggerPrice() ? Optional.empty() : stop,
                timeInForce,
                lifecycle(),
                createdNanos);
    }
}
