package io.fairlead.examples.chaos;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of the line between the model venue and a trading process that is killed: a line a message, fields parted by blanks, items
 * by bars, {@code -} for what is not there.
 */
final class KillWire {
    private static final String NONE = "-";

    private KillWire() {}

    static List<String> fields(String line) {
        return List.of(line.split(" ", -1));
    }

    static List<String> items(String text) {
        return text.equals(NONE) ? List.of() : List.of(text.split("\\|", -1));
    }

    static String joined(List<String> items) {
        return items.isEmpty() ? NONE : String.join("|", items);
    }

    private static String price(Optional<Price> price) {
        return price.map(Price::toString).orElse(NONE);
    }

    private static Optional<Price> price(String text) {
        return text.equals(NONE) ? Optional.empty() : Optional.of(Price.of(text));
    }

    // ---- requests

    static String request(OrderRequest request) {
        return String.join(
                ",",
                request.side().name(),
                request.quantity().orElseThrow().toString(),
                request.type().name(),
                price(request.limitPrice()),
                price(request.triggerPrice()),
                request.timeInForce().name());
    }

    static OrderRequest request(String text) {
        String[] parts = text.split(",", -1);
        OrderRequest.Builder request =
                OrderRequest.of(ModelVenue.ID, Side.valueOf(parts[0])).quantity(Quantity.of(parts[1]));
        switch (OrderType.valueOf(parts[2])) {
            case LIMIT -> request.limit(Price.of(parts[3]));
            case STOP -> request.stop(Price.of(parts[4]));
            default -> request.market();
        }
        return request.timeInForce(TimeInForce.valueOf(parts[5])).build();
    }

    // ---- keys

    static String key(OrderKey key) {
        return key.clientOrderId().map(ClientOrderId::value).orElse(NONE) + ","
                + key.venueOrderId().map(VenueOrderId::value).orElse(NONE);
    }

    static OrderKey key(String text) {
        String[] parts = text.split(",", -1);
        @Nullable ClientOrderId ours = parts[0].equals(NONE) ? null : new ClientOrderId(parts[0]);
        @Nullable VenueOrderId theirs = parts[1].equals(NONE) ? null : new VenueOrderId(parts[1]);
        if (ours != null && theirs != null) {
            return OrderKey.of(ours, theirs);
        }
        return ours != null ? OrderKey.of(ours) : OrderKey.of(Objects.requireNonNull(theirs, text));
    }

    // ---- orders and executions

    static String order(VenueOrder order) {
        return String.join(
                ",",
                key(order.key()),
                order.side().name(),
                order.quantity().map(Quantity::toString).orElse(NONE),
                order.filledQuantity().toString(),
                order.type().name(),
                price(order.limitPrice()),
                price(order.triggerPrice()),
                order.timeInForce().name(),
                order.lifecycle().name(),
                Long.toString(order.createdNanos()));
    }

    static VenueOrder order(String text) {
        String[] parts = text.split(",", -1);
        return new VenueOrder(
                key(parts[0] + "," + parts[1]),
                ModelVenue.ID,
                Side.valueOf(parts[2]),
                parts[3].equals(NONE) ? Optional.empty() : Optional.of(Quantity.of(parts[3])),
                Quantity.of(parts[4]),
                OrderType.valueOf(parts[5]),
                price(parts[6]),
                price(parts[7]),
                TimeInForce.valueOf(parts[8]),
                Lifecycle.valueOf(parts[9]),
                Long.parseLong(parts[10]));
    }

    static String execution(OrderKey key, Fill fill) {
        return String.join(
                ",",
                key(key),
                fill.executionId(),
                fill.side().name(),
                fill.quantity().toString(),
                fill.price().toString(),
                fill.fees().get(0).value().toPlainString(),
                Long.toString(fill.timeNanos()));
    }

    static OrderFacet.Execution execution(String text) {
        String[] parts = text.split(",", -1);
        Fill fill = new Fill(
                parts[2],
                ModelVenue.ID,
                Side.valueOf(parts[3]),
                Quantity.of(parts[4]),
                Price.of(parts[5]),
                List.of(Money.of(parts[6], ModelVenue.USD)),
                Liquidity.TAKER,
                Long.parseLong(parts[7]));
        return new OrderFacet.Execution(key(parts[0] + "," + parts[1]), fill);
    }

    static List<VenueOrder> orders(String text) {
        List<VenueOrder> orders = new ArrayList<>();
        items(text).forEach(item -> orders.add(order(item)));
        return orders;
    }

    static List<OrderFacet.Execution> executions(String text) {
        List<OrderFacet.Execution> executions = new ArrayList<>();
        items(text).forEach(item -> executions.add(execution(item)));
        return executions;
    }

    // ---- reports

    /** What is told of an order; empty for what this line does not carry. */
    static Optional<String> report(OrderReport report) {
        if (report instanceof OrderReport.Filled filled) {
            return Optional.of("FILL " + execution(filled.key(), filled.fill()));
        }
        if (report instanceof OrderReport.Working working) {
            return Optional.of("WORKING " + key(working.key()) + " " + working.timeNanos());
        }
        if (report instanceof OrderReport.Cancelled ended) {
            return Optional.of("CANCELLED " + key(ended.key()) + " " + ended.timeNanos() + " "
                    + ended.filledQuantity().orElse(Quantity.ZERO));
        }
        if (report instanceof OrderReport.Expired ended) {
            return Optional.of("EXPIRED " + key(ended.key()) + " " + ended.timeNanos() + " "
                    + ended.filledQuantity().orElse(Quantity.ZERO));
        }
        return Optional.empty();
    }

    static OrderReport report(List<String> fields) {
        if (fields.get(0).equals("FILL")) {
            OrderFacet.Execution execution = execution(fields.get(1));
            return new OrderReport.Filled(execution.key(), execution.fill().timeNanos(), execution.fill());
        }
        OrderKey key = key(fields.get(1));
        long at = Long.parseLong(fields.get(2));
        return switch (fields.get(0)) {
            case "WORKING" -> new OrderReport.Working(key, at);
            case "CANCELLED" -> new OrderReport.Cancelled(key, at, "", Optional.of(Quantity.of(fields.get(3))));
            case "EXPIRED" -> new OrderReport.Expired(key, at, Optional.of(Quantity.of(fields.get(3))));
            default -> throw new IllegalArgumentException("not a report: " + fields);
        };
    }
}
