package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.tck.HeldOrder;
import java.util.Locale;
import java.util.Optional;

/** An order object of the venue as the kit wants it, read by nothing of the plug-in's. */
final class ArrivedOrder {
    private final JsonNode node;

    ArrivedOrder(JsonNode node) {
        this.node = node;
    }

    HeldOrder held() {
        return new HeldOrder(
                new VenueOrderId(text("id")),
                Optional.of(text("client_order_id")),
                request(),
                Quantity.of(text("filled_qty")),
                lifecycle());
    }

    private String text(String name) {
        return node.path(name).asText();
    }

    private Optional<String> optional(String name) {
        return node.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
    }

    OrderRequest request() {
        String symbol = text("symbol");
        InstrumentId id = InstrumentId.of(symbol, symbol.contains("/") ? "ALPACA" : "US");
        OrderRequest.Builder builder = OrderRequest.of(id, text("side").equals("buy") ? Side.BUY : Side.SELL);
        optional("qty").ifPresent(qty -> builder.quantity(Quantity.of(qty)));
        if (optional("qty").isEmpty()) {
            builder.notional(Money.of(text("notional"), Currency.USD));
        }
        TimeInForce duration = TimeInForce.valueOf(text("time_in_force").toUpperCase(Locale.ROOT));
        builder.timeInForce(duration);
        priced(builder, duration);
        if (node.path("extended_hours").asBoolean()) {
            builder.extendedHours();
        }
        return builder.build();
    }

    private void priced(OrderRequest.Builder builder, TimeInForce duration) {
        switch (text("type")) {
            case "market" -> {
                if (duration == TimeInForce.OPG) {
                    builder.marketOnOpen();
                } else if (duration == TimeInForce.CLS) {
                    builder.marketOnClose();
                } else {
                    builder.market();
                }
            }
            case "limit" -> {
                if (duration == TimeInForce.OPG) {
                    builder.limitOnOpen(Price.of(text("limit_price")));
                } else if (duration == TimeInForce.CLS) {
                    builder.limitOnClose(Price.of(text("limit_price")));
                } else {
                    builder.limit(Price.of(text("limit_price")));
                }
            }
            case "stop" -> builder.stop(Price.of(text("stop_price")));
            case "stop_limit" -> builder.stopLimit(Price.of(text("stop_price")), Price.of(text("limit_price")));
            case "trailing_stop" ->
                builder.trailingStop(optional("trail_percent")
                        .map(Trail::percent)
                        .orElseGet(() -> Trail.by(Price.of(text("trail_price")))));
            default -> throw new AssertionError(node);
        }
    }

    private Lifecycle lifecycle() {
        return switch (text("status")) {
            case "pending_new" -> Lifecycle.PENDING_NEW;
            case "held" -> Lifecycle.SUSPENDED;
            case "filled" -> Lifecycle.FILLED;
            case "canceled", "replaced" -> Lifecycle.CANCELLED;
            case "expired" -> Lifecycle.EXPIRED;
            case "rejected" -> Lifecycle.REJECTED;
            default -> Lifecycle.NEW;
        };
    }
}
