package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.support.ExactJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes the body of {@code POST /v2/orders}, or says why the venue has no such order. */
final class AlpacaOrderForm {
    private AlpacaOrderForm() {}

    /** Why an order cannot be sent; empty if it can. Nothing leaves before this was asked. */
    static Optional<Denial> denial(ApprovedOrder order) {
        OrderRequest request = order.request();
        if (AlpacaSymbols.toVenue(request.instrument()).isEmpty()) {
            return Optional.of(new Denial(
                    "UNKNOWN_INSTRUMENT",
                    "instrument=" + request.instrument(),
                    "shares and options are of market US, pairs like BTC/USD of market ALPACA"));
        }
        return flags(request)
                .or(() -> shape(request, order.instrument().assetClass()))
                .or(() -> group(order));
    }

    private static Optional<Denial> flags(OrderRequest request) {
        if (request.postOnly()) {
            return unsupported("POST_ONLY", "postOnly=true", "the venue has no post-only orders");
        }
        if (request.reduceOnly()) {
            return unsupported("REDUCE_ONLY", "reduceOnly=true", "the venue has no reduce-only orders");
        }
        if (request.displayQuantity().isPresent()) {
            return unsupported("DISPLAY_QUANTITY", "displayQuantity given", "leave it out");
        }
        if (!AlpacaCapabilities.all().supports(request.type(), request.timeInForce())) {
            return timeInForce(request, "use a type and time in force that are declared");
        }
        return Optional.empty();
    }

    private static Optional<Denial> shape(OrderRequest request, AssetClass kind) {
        boolean crypto = AlpacaSymbols.classOf(request.instrument()) == AssetClass.CRYPTO_SPOT;
        if (request.extendedHours()
                && (crypto
                        || request.type() != OrderType.LIMIT
                        || !lasts(request.timeInForce())
                        || kind == AssetClass.OPTION)) {
            return unsupported(
                    "EXTENDED_HOURS",
                    "type=" + request.type() + " timeInForce=" + request.timeInForce(),
                    "limit orders of shares, DAY or GTC, may fill outside the regular session");
        }
        if (crypto) {
            return crypto(request);
        }
        boolean option = AlpacaSymbols.classOf(request.instrument()) == AssetClass.OPTION;
        return option ? option(request) : share(request);
    }

    private static Optional<Denial> crypto(OrderRequest request) {
        boolean stopLimit = request.type() == OrderType.STOP_LIMIT;
        if (request.type() != OrderType.MARKET && request.type() != OrderType.LIMIT && !stopLimit) {
            return unsupported(
                    "ORDER_TYPE", "type=" + request.type(), "crypto has market, limit and stop-limit orders");
        }
        boolean known =
                request.timeInForce() == TimeInForce.GTC || (request.timeInForce() == TimeInForce.IOC && !stopLimit);
        return known ? Optional.empty() : timeInForce(request, "crypto has GTC, and IOC for market and limit");
    }

    private static Optional<Denial> option(OrderRequest request) {
        if (request.type() == OrderType.TRAILING_STOP || !lasts(request.timeInForce())) {
            return timeInForce(request, "options have market, limit, stop and stop-limit orders, DAY or GTC");
        }
        return request.notional().isPresent() || isFraction(request.quantity())
                ? unsupported("FRACTIONAL", "quantity=" + request.quantity(), "options trade in whole contracts")
                : Optional.empty();
    }

    private static Optional<Denial> share(OrderRequest request) {
        if (request.notional().isPresent()) {
            boolean known = request.type() == OrderType.MARKET && request.timeInForce() == TimeInForce.DAY;
            return known
                    ? Optional.empty()
                    : unsupported("NOTIONAL", "type=" + request.type(), "shares by notional: market orders, DAY");
        }
        if (isFraction(request.quantity())) {
            boolean known = request.timeInForce() == TimeInForce.DAY && request.type() != OrderType.TRAILING_STOP;
            return known
                    ? Optional.empty()
                    : unsupported(
                            "FRACTIONAL",
                            "type=" + request.type() + " timeInForce=" + request.timeInForce(),
                            "parts of shares: market, limit, stop and stop-limit orders, DAY");
        }
        return Optional.empty();
    }

    private static boolean isFraction(Optional<Quantity> quantity) {
        return quantity.isPresent()
                && quantity.get().value().stripTrailingZeros().scale() > 0;
    }

    private static boolean lasts(TimeInForce duration) {
        return duration == TimeInForce.DAY || duration == TimeInForce.GTC;
    }

    private static Optional<Denial> timeInForce(OrderRequest request, String remedy) {
        return unsupported("TIME_IN_FORCE", "type=" + request.type() + " timeInForce=" + request.timeInForce(), remedy);
    }

    private static Optional<Denial> unsupported(String what, String detail, String remedy) {
        return Optional.of(new Denial("UNSUPPORTED_" + what, detail, remedy));
    }

    // --- Groups ---------------------------------------------------------------------------------------------------

    private static Optional<Denial> group(ApprovedOrder order) {
        if (order.legs().isEmpty()) {
            return Optional.empty();
        }
        OrderRequest first = order.request();
        boolean share = AlpacaSymbols.classOf(first.instrument()) == AssetClass.EQUITY;
        boolean whole = first.quantity().isPresent() && !isFraction(first.quantity());
        if (!share || !whole || first.extendedHours() || !lasts(first.timeInForce())) {
            return groupDenial(order, "groups: whole shares, DAY or GTC, regular session");
        }
        for (ApprovedLeg leg : order.legs()) {
            if (leg.request().timeInForce() != first.timeInForce()) {
                return unsupported(
                        "LEG_TIME_IN_FORCE",
                        "order=" + first.timeInForce() + " leg=" + leg.request().timeInForce(),
                        "a group has one time in force at this venue: give the entry that of its exits, or exitsGoodFor(…)");
            }
            if (!leg.request().quantity().equals(first.quantity())) {
                return groupDenial(order, "all orders of a group have one quantity");
            }
        }
        return parts(order).isPresent()
                ? Optional.empty()
                : groupDenial(order, "bracket: entry, limit, stop; OCO: a limit and a stop; OTO: entry and one exit");
    }

    private static Optional<Denial> groupDenial(ApprovedOrder order, String remedy) {
        return unsupported("GROUP", "contingency=" + order.contingency() + " " + order.request(), remedy);
    }

    /**
     * Which order plays which part.
     *
     * @param parent the one that the venue shows as the order itself
     * @param target its take-profit leg
     * @param stop its stop-loss leg
     */
    record Parts(OrderRequest parent, Optional<OrderRequest> target, Optional<OrderRequest> stop) {}

    static Optional<Parts> parts(ApprovedOrder order) {
        OrderRequest first = order.request();
        List<OrderRequest> legs =
                order.legs().stream().map(ApprovedLeg::request).toList();
        if (order.contingency() == Contingency.OCO) {
            OrderRequest other = legs.get(0);
            boolean firstIsLimit = first.type() == OrderType.LIMIT;
            OrderRequest limit = firstIsLimit ? first : other;
            OrderRequest stop = firstIsLimit ? other : first;
            return limit.type() == OrderType.LIMIT && isStop(stop)
                    ? Optional.of(new Parts(limit, Optional.of(limit), Optional.of(stop)))
                    : Optional.empty();
        }
        boolean entry = first.type() == OrderType.MARKET || first.type() == OrderType.LIMIT;
        boolean exits = legs.stream().allMatch(leg -> leg.side() != first.side());
        Optional<OrderRequest> target = only(legs, leg -> leg.type() == OrderType.LIMIT);
        Optional<OrderRequest> stop = only(legs, AlpacaOrderForm::isStop);
        int found = (target.isPresent() ? 1 : 0) + (stop.isPresent() ? 1 : 0);
        boolean fits = order.contingency() == Contingency.BRACKET ? found == 2 : found == 1 && legs.size() == 1;
        return entry && exits && fits ? Optional.of(new Parts(first, target, stop)) : Optional.empty();
    }

    /**
     * The client id that the venue gets: that of the order which it shows as the group itself, so that an order found by an id of ours is the
     * one of that id.
     */
    static ClientOrderId venueClientId(ApprovedOrder order) {
        OrderRequest parent = order.legs().isEmpty()
                ? order.request()
                : parts(order).orElseThrow().parent();
        return order.legs().stream()
                .filter(leg -> leg.request().equals(parent))
                .map(ApprovedLeg::clientOrderId)
                .findFirst()
                .orElse(order.clientOrderId());
    }

    private static Optional<OrderRequest> only(List<OrderRequest> legs, Predicate<OrderRequest> which) {
        List<OrderRequest> found = legs.stream().filter(which).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    static boolean isStop(OrderRequest request) {
        return request.type() == OrderType.STOP || request.type() == OrderType.STOP_LIMIT;
    }

    // --- The body -------------------------------------------------------------------------------------------------

    /** The body; only for what {@link #denial} lets pass. Amounts are texts, never numbers. */
    static ObjectNode body(ApprovedOrder order) {
        String clientId = venueClientId(order).value();
        if (order.legs().isEmpty()) {
            return single(order.request(), clientId);
        }
        Parts parts = parts(order).orElseThrow();
        ObjectNode body = single(parts.parent(), clientId);
        body.put("order_class", order.contingency().name().toLowerCase(Locale.ROOT));
        parts.target()
                .ifPresent(target -> body.putObject("take_profit")
                        .put("limit_price", target.limitPrice().orElseThrow().toString()));
        parts.stop().ifPresent(stop -> {
            ObjectNode loss = body.putObject("stop_loss");
            loss.put("stop_price", stop.triggerPrice().orElseThrow().toString());
            stop.limitPrice().ifPresent(limit -> loss.put("limit_price", limit.toString()));
        });
        return body;
    }

    private static ObjectNode single(OrderRequest request, String clientId) {
        ObjectNode body = ExactJson.object();
        body.put("symbol", AlpacaSymbols.toVenue(request.instrument()).orElseThrow());
        request.quantity().ifPresent(quantity -> body.put("qty", quantity.toString()));
        request.notional()
                .ifPresent(notional -> body.put("notional", notional.value().toPlainString()));
        body.put("side", request.side() == Side.BUY ? "buy" : "sell");
        body.put("type", type(request.type()));
        body.put("time_in_force", request.timeInForce().name().toLowerCase(Locale.ROOT));
        request.limitPrice().ifPresent(price -> body.put("limit_price", price.toString()));
        request.triggerPrice().ifPresent(price -> body.put("stop_price", price.toString()));
        request.trail().ifPresent(trail -> trail(body, trail));
        if (request.extendedHours()) {
            body.put("extended_hours", true);
        }
        return body.put("client_order_id", clientId);
    }

    private static void trail(ObjectNode body, Trail trail) {
        if (trail instanceof Trail.Amount amount) {
            body.put("trail_price", amount.amount().toString());
        } else {
            body.put("trail_percent", ((Trail.Percent) trail).percent().toPlainString());
        }
    }

    private static String type(OrderType type) {
        return switch (type) {
            case MARKET, MARKET_ON_OPEN, MARKET_ON_CLOSE -> "market";
            case LIMIT, LIMIT_ON_OPEN, LIMIT_ON_CLOSE -> "limit";
            case STOP -> "stop";
            case STOP_LIMIT -> "stop_limit";
            case TRAILING_STOP -> "trailing_stop";
            default -> throw new IllegalArgumentException("the venue has no " + type);
        };
    }
}
