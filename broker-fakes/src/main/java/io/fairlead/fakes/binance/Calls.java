package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs one call under the venue's lock: charges it, checks it, acts on it, and hands out the events it caused. */
final class Calls {
    /**
     * What came of a call.
     *
     * @param status HTTP status, also where there is no HTTP
     * @param body result, or error
     */
    record Outcome(int status, JsonNode body, Map<String, String> headers, List<ObjectNode> late) {
        boolean isError() {
            return status >= 400;
        }
    }

    private final Object lock;
    private final Exchange exchange;
    private final UserStreams users;
    private volatile UserEvents mode = UserEvents.BEFORE_THE_ANSWER;

    Calls(Object lock, Exchange exchange, UserStreams users) {
        this.lock = lock;
        this.exchange = exchange;
        this.users = users;
    }

    void events(UserEvents when) {
        mode = when;
    }

    Outcome run(Endpoint endpoint, Params params, Consumer<Params> authenticate) {
        synchronized (lock) {
            try {
                int weight = endpoint.weight().applyAsInt(params);
                exchange.rates.charge(weight);
                authenticate.accept(params);
                JsonNode result = endpoint.act().apply(params);
                if (endpoint.freeWhenItSucceeds()) {
                    exchange.rates.refund(weight);
                }
                return new Outcome(200, result, exchange.rates.headers(endpoint.orders()), settle());
            } catch (BinanceError e) {
                Map<String, String> headers = new LinkedHashMap<>(exchange.rates.headers(false));
                headers.putAll(e.headers());
                return new Outcome(e.status(), e.json(), headers, settle());
            }
        }
    }

    /** Sends what happened outside a call. */
    void settleNow() {
        synchronized (lock) {
            users.deliver(exchange.feed.take());
        }
    }

    private List<ObjectNode> settle() {
        List<ObjectNode> events = exchange.feed.take();
        if (mode == UserEvents.BEFORE_THE_ANSWER) {
            users.deliver(events);
            return List.of();
        }
        return mode == UserEvents.NEVER ? List.of() : events;
    }

    /** Sends what had to wait for the answer. */
    void deliverLate(Outcome outcome) {
        synchronized (lock) {
            users.deliver(outcome.late());
        }
    }
}
