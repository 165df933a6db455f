package io.fairlead.alpaca;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.VenueOrderId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events of {@code trade_updates} that are plainly written: single orders, without legs. One thread. */
final class PlainUpdates {
    private static final int MOST_INSTRUMENTS = 4_000;

    /** Fields of a message. */
    private static final int DATA = 0;

    /** Fields of an event. */
    private static final int EVENT = 0;

    private static final int EXECUTION = 1;
    private static final int PREVIOUS = 2;
    private static final int PRICE = 3;
    private static final int QTY = 4;
    private static final int TIMESTAMP = 5;
    private static final int AT = 6;
    private static final int REASON = 7;
    private static final int ORDER = 8;
    /** Fields of an order. */
    private static final int ID = 0;

    private static final int CLIENT_ID = 1;
    private static final int SYMBOL = 2;
    private static final int ASSET_CLASS = 3;
    private static final int SIDE = 4;
    private static final int ORDER_QTY = 5;
    private static final int FILLED = 6;
    private static final int TYPE = 7;
    private static final int ORDER_TYPE = 8;
    private static final int DURATION = 9;
    private static final int LIMIT = 10;
    private static final int STOP = 11;
    private static final int STATUS = 12;
    private static final int SUBMITTED = 13;
    private static final int CREATED = 14;
    private static final int REPLACED_BY = 15;
    private static final int ORDER_CLASS = 16;
    private static final int LEGS = 17;
    private static final int UPDATED = 18;

    private final PlainTime times = new PlainTime();
    private final PlainObject order = new PlainObject(
            "id",
            "client_order_id",
            "symbol",
            "asset_class",
            "side",
            "qty",
            "filled_qty",
            "type",
            "order_type",
            "time_in_force",
            "limit_price",
            "stop_price",
            "status",
            "submitted_at",
            "created_at",
            "replaced_by",
            "order_class",
            "legs",
            "updated_at");
    private final PlainObject data = new PlainObject(
                    "event",
                    "execution_id",
                    "previous_execution_id",
                    "price",
                    "qty",
                    "timestamp",
                    "at",
                    "reason",
                    "order")
            .with(ORDER, order);
    private final PlainObject message = new PlainObject("data").with(DATA, data);
    private final Map<String, InstrumentId> instruments = new HashMap<>();
    private boolean plain;

    /** The event; null if it is not plain. */
    @Nullable
    OrderUpdate read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The event; null if it is not plain. */
    @Nullable
    OrderUpdate read(byte[] json) {
        int end = message.read(json, PlainText.blank(json, 0));
        boolean usual = end != PlainText.NO
                && PlainText.blank(json, end) == json.length
                && message.isThere(DATA)
                && data.isThere(ORDER)
                && data.isText(EVENT)
                && isSingle();
        if (!usual) {
            return null;
        }
        plain = true;
        long happened = time(data, TIMESTAMP, AT);
        long nanos = happened != 0 ? happened : time(order, UPDATED, UPDATED);
        BigDecimal price = decimal(data, PRICE);
        BigDecimal quantity = decimal(data, QTY);
        AlpacaOrder now = order();
        return now == null
                ? null
                : new OrderUpdate(
                        data.spelled(EVENT, "fill", "partial_fill", "new", "canceled"),
                        data.text(EXECUTION),
                        data.text(PREVIOUS),
                        price,
                        quantity,
                        nanos,
                        data.text(REASON),
                        now);
    }

    private boolean isSingle() {
        boolean needed = order.isText(ID)
                && order.says(SYMBOL)
                && order.isText(SIDE)
                && order.isText(DURATION)
                && order.isText(STATUS)
                && (order.says(TYPE) || order.isText(ORDER_TYPE));
        return needed && !order.is(ORDER_CLASS, "mleg") && (!order.has(LEGS) || order.is(LEGS, "[]"));
    }

    /** The order; null if one of its amounts or times, or of those before, is not plain. */
    private @Nullable AlpacaOrder order() {
        int type = order.says(TYPE) ? TYPE : ORDER_TYPE;
        String next = order.text(REPLACED_BY);
        String duration = order.spelled(DURATION, "day", "gtc", "ioc");
        BigDecimal quantity = decimal(order, ORDER_QTY);
        BigDecimal filled = decimal(order, FILLED);
        BigDecimal limit = decimal(order, LIMIT);
        BigDecimal stop = decimal(order, STOP);
        long created = time(order, SUBMITTED, CREATED);
        if (!plain) {
            return null;
        }
        return new AlpacaOrder(
                new VenueOrderId(order.spelled(ID)),
                order.text(CLIENT_ID),
                instrument(),
                AlpacaOrder.side(order.spelled(SIDE, "buy", "sell")),
                quantity == null ? Optional.empty() : Optional.of(Quantity.of(quantity)),
                filled == null ? Quantity.ZERO : Quantity.of(filled),
                AlpacaOrder.type(order.spelled(type, "limit", "market", "stop"), duration),
                AlpacaOrder.timeInForce(duration),
                limit == null ? Optional.empty() : Optional.of(Price.of(limit)),
                stop == null ? Optional.empty() : Optional.of(Price.of(stop)),
                order.spelled(STATUS, "partially_filled", "filled", "new", "canceled"),
                created,
                next.isEmpty() ? Optional.empty() : Optional.of(new VenueOrderId(next)),
                List.of());
    }

    private InstrumentId instrument() {
        String symbol = order.spelled(SYMBOL);
        String assetClass = order.isText(ASSET_CLASS) ? order.spelled(ASSET_CLASS, "us_equity", "crypto") : "";
        if (instruments.size() > MOST_INSTRUMENTS) {
            instruments.clear();
        }
        return assetClass.equals("us_equity")
                ? instruments.computeIfAbsent(symbol, any -> AlpacaSymbols.fromVenue(any, assetClass))
                : AlpacaSymbols.fromVenue(symbol, assetClass);
    }

    /** A decimal; null if it is missing. One that is there and not plain ends the reading. */
    private @Nullable BigDecimal decimal(PlainObject object, int field) {
        BigDecimal value = object.decimal(field);
        plain &= value != null || !object.has(field);
        return value;
    }

    /** The first of two times that is there; 0 if neither is. */
    private long time(PlainObject object, int field, int otherwise) {
        int there = object.says(field) ? field : otherwise;
        if (!object.says(there)) {
            return 0;
        }
        long nanos = times.read(object.json(), object.start(there), object.end(there));
        plain &= nanos != PlainTime.NONE;
        return nanos;
    }
}
