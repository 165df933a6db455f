package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in the venue's own words. */
final class BinanceError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient Map<String, String> headers;
    private final transient @Nullable ObjectNode data;

    private BinanceError(int status, int code, String message, Map<String, String> headers, @Nullable ObjectNode data) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
        this.data = data;
    }

    /** HTTP 400. */
    static BinanceError of(int code, String message) {
        return new BinanceError(400, code, message, Map.of(), null);
    }

    static BinanceError of(int status, int code, String message) {
        return new BinanceError(status, code, message, Map.of(), null);
    }

    static BinanceError retryAfter(int status, int code, String message, long seconds, ObjectNode data) {
        return new BinanceError(status, code, message, Map.of("Retry-After", Long.toString(seconds)), data);
    }

    static BinanceError withData(int status, int code, String message, ObjectNode data) {
        return new BinanceError(status, code, message, Map.of(), data);
    }

    static BinanceError filter(String name) {
        return of(-1013, "Filter failure: " + name);
    }

    static BinanceError mandatory(String name) {
        return of(-1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
    }

    static BinanceError notRequired(String name) {
        return of(-1106, "Parameter '" + name + "' sent when not required.");
    }

    static BinanceError rejected(String message) {
        return of(-2010, message);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("code", code);
        node.put("msg", getMessage());
        if (data != null) {
            node.set("data", data);
        }
        return node;
    }
}
