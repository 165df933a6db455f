package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.VenueTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fixed windows aligned to the clock: request weight, raw requests, orders. Guarded by the venue's lock. */
final class RateWindows {
    private static final long BAN_MS = 120_000;

    private static final class Window {
        private final String type;
        private final String interval;
        private final int intervals;
        private final long lengthMs;
        private final int limit;
        private long start;
        private int count;

        Window(String type, String interval, int intervals, long lengthMs, int limit) {
            this.type = type;
            this.interval = interval;
            this.intervals = intervals;
            this.lengthMs = lengthMs;
            this.limit = limit;
        }

        int count(long now) {
            long current = now - Math.floorMod(now, lengthMs);
            if (current != start) {
                start = current;
                count = 0;
            }
            return count;
        }

        void add(long now, int amount) {
            count = Math.max(0, count(now) + amount);
        }

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("rateLimitType", type)
                    .put("interval", interval)
                    .put("intervalNum", intervals)
                    .put("limit", limit);
        }
    }

    private final VenueTime time;
    private final int refusalsBeforeBan;
    private final Window weight;
    private final Window raw = new Window("RAW_REQUESTS", "MINUTE", 5, 300_000, 300_000);
    private final Window ordersShort;
    private final Window ordersLong = new Window("ORDERS", "DAY", 1, 86_400_000, 160_000);
    private long bannedUntil;
    private int refusals;

    RateWindows(VenueTime time, int weightPerMinute, int ordersPerTenSeconds, int refusalsBeforeBan) {
        this.time = time;
        this.refusalsBeforeBan = refusalsBeforeBan;
        this.weight = new Window("REQUEST_WEIGHT", "MINUTE", 1, 60_000, weightPerMinute);
        this.ordersShort = new Window("ORDERS", "SECOND", 10, 10_000, ordersPerTenSeconds);
    }

    /** Charges a request, or refuses it: 429, and for one who does not stop 418. */
    void charge(int amount) {
        long now = time.millis();
        if (now < bannedUntil) {
            throw banned(now);
        }
        if (weight.count(now) == 0) {
            refusals = 0;
        }
        raw.add(now, 1);
        if (weight.count(now) + amount > weight.limit) {
            throw refused(now);
        }
        weight.add(now, amount);
    }

    private BinanceError refused(long now) {
        refusals++;
        if (refusals > refusalsBeforeBan) {
            bannedUntil = now + BAN_MS;
            return banned(now);
        }
        long until = now - Math.floorMod(now, 60_000L) + 60_000;
        String message = "Too much request weight used; current limit is " + weight.limit
                + " request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the"
                + " API.";
        return BinanceError.retryAfter(429, -1003, message, seconds(until - now), retryData(now, until));
    }

    private BinanceError banned(long now) {
        String message = "Way too much request weight used; IP banned until " + bannedUntil
                + ". Please use WebSocket Streams for live updates to avoid bans.";
        return BinanceError.retryAfter(418, -1003, message, seconds(bannedUntil - now), retryData(now, bannedUntil));
    }

    /** Gives weight back: orders that succeed cost nothing. */
    void refund(int amount) {
        weight.add(time.millis(), -amount);
    }

    /** Refuses where so many more orders would be too many. */
    void checkOrders(int more) {
        long now = time.millis();
        for (Window window : new Window[] {ordersShort, ordersLong}) {
            if (window.count(now) + more > window.limit) {
                long until = now - Math.floorMod(now, window.lengthMs) + window.lengthMs;
                String message = "Too many new orders; current limit is " + window.limit + " orders per "
                        + window.intervals + " " + window.interval + ".";
                throw BinanceError.retryAfter(429, -1015, message, seconds(until - now), retryData(now, until));
            }
        }
    }

    /** Counts orders placed; a negative number for one that found its first counterpart. */
    void countOrders(int orders) {
        ordersShort.add(time.millis(), orders);
        ordersLong.add(time.millis(), orders);
    }

    Map<String, String> headers(boolean withOrders) {
        long now = time.millis();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-MBX-USED-WEIGHT", Integer.toString(weight.count(now)));
        headers.put("X-MBX-USED-WEIGHT-1M", Integer.toString(weight.count(now)));
        if (withOrders) {
            headers.put("X-MBX-ORDER-COUNT-10S", Integer.toString(ordersShort.count(now)));
            headers.put("X-MBX-ORDER-COUNT-1D", Integer.toString(ordersLong.count(now)));
        }
        return headers;
    }

    /** For {@code exchangeInfo}. */
    ArrayNode limits() {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(weight.json())
                .add(ordersShort.json())
                .add(ordersLong.json())
                .add(raw.json());
    }

    /** For {@code GET /rateLimit/order} and, with the weight, for answers of the WebSocket API. */
    ArrayNode counts(boolean withOrders, boolean withWeight) {
        long now = time.millis();
        ArrayNode counts = JsonNodeFactory.instance.arrayNode();
        if (withOrders) {
            counts.add(ordersShort.json().put("count", ordersShort.count(now)));
            counts.add(ordersLong.json().put("count", ordersLong.count(now)));
        }
        if (withWeight) {
            counts.add(weight.json().put("count", weight.count(now)));
        }
        return counts;
    }

    private static long seconds(long ms) {
        return Math.max(1, (ms + 999) / 1000);
    }

    private static ObjectNode retryData(long now, long until) {
        return JsonNodeFactory.instance.objectNode().put("serverTime", now).put("retryAfter", until);
    }
}
