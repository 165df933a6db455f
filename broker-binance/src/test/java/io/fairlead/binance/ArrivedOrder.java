package io.fairlead.binance;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.fakes.LoggedRequest;
import io.fairlead.fakes.binance.OrderView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order as it arrived at the venue, read from the request that brought it. */
final class ArrivedOrder {
    private static final List<String> PREFIXES =
            List.of("", "working", "pending", "above", "below", "pendingAbove", "pendingBelow");

    private final OrderView order;
    private Map<String, String> parameters = Map.of();
    private String prefix = "";

    ArrivedOrder(OrderView order, List<LoggedRequest> requests) {
        this.order = order;
        for (LoggedRequest request : requests) {
            for (String candidate : PREFIXES) {
                String name = candidate.isEmpty() ? "newClientOrderId" : candidate + "ClientOrderId";
                if (order.clientOrderId().equals(request.parameters().get(name))) {
                    parameters = merged(request, requests);
                    prefix = candidate;
                    return;
                }
            }
        }
        // placed elsewhere: no id came with it
        requests.stream()
                .filter(StubClient::isOurs)
                .filter(request -> request.name().equals("POST /api/v3/order"))
                .reduce((a, b) -> b)
                .ifPresent(request -> parameters = request.parameters());
    }

    /** An amendment names the order by id and says the new quantity only; the rest is in the request that made it. */
    private static Map<String, String> merged(LoggedRequest request, List<LoggedRequest> requests) {
        if (!request.name().startsWith("PUT ")) {
            return request.parameters();
        }
        return requests.stream()
                .filter(other -> other.name().equals("POST /api/v3/order"))
                .reduce((a, b) -> b)
                .map(LoggedRequest::parameters)
                .orElse(request.parameters());
    }

    OrderRequest request() {
        InstrumentId id = InstrumentId.of(order.symbol(), "BINANCE");
        OrderRequest.Builder out = OrderRequest.of(id, Side.valueOf(order.side().name()));
        if (parameters.containsKey("quoteOrderQty")) {
            out.notional(Money.of(parameters.get("quoteOrderQty"), Currency.USDT));
        } else {
            out.quantity(Quantity.of(order.quantity()));
        }
        Optional<Price> price = number("price").map(Price::of);
        Optional<Price> stop = number("stopPrice").map(Price::of);
        switch (order.type()) {
            case "MARKET" -> out.market();
            case "LIMIT" -> out.limit(price.orElseThrow());
            case "LIMIT_MAKER" -> out.limit(price.orElseThrow());
            case "STOP_LOSS" -> {
                Optional<BigDecimal> delta = number("trailingDelta");
                if (delta.isPresent()) {
                    out.trailingStop(Trail.percent(
                            delta.get().movePointLeft(2).stripTrailingZeros().toPlainString()));
                } else {
                    out.stop(stop.orElseThrow());
                }
            }
            case "STOP_LOSS_LIMIT" -> out.stopLimit(stop.orElseThrow(), price.orElseThrow());
            case "TAKE_PROFIT" -> out.marketIfTouched(stop.orElseThrow());
            case "TAKE_PROFIT_LIMIT" -> out.limitIfTouched(stop.orElseThrow(), price.orElseThrow());
            default -> throw new AssertionError(order.type());
        }
        out.timeInForce(duration());
        if (order.type().equals("LIMIT_MAKER") && prefix.isEmpty()) {
            out.postOnly();
        }
        number("icebergQty").map(Quantity::of).ifPresent(out::displayQuantity);
        return out.build();
    }

    /** A market order's time in force travels as the label {@code strategyType}, as the README promises. */
    private TimeInForce duration() {
        if (order.type().equals("MARKET")) {
            return switch (parameters.getOrDefault("strategyType", "")) {
                case "1000001" -> TimeInForce.DAY;
                case "1000002" -> TimeInForce.IOC;
                default -> TimeInForce.GTC;
            };
        }
        return TimeInForce.valueOf(text("timeInForce").orElse("GTC"));
    }

    private Optional<String> text(String field) {
        String name = prefix.isEmpty() ? field : prefix + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return Optional.ofNullable(parameters.get(name));
    }

    private Optional<BigDecimal> number(String field) {
        return text(field).map(BigDecimal::new);
    }
}
