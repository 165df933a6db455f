package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal as Alpaca words it: HTTP status, code, message and, for some, further fields. */
final class AlpacaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ObjectNode body;

    private AlpacaRefusal(int status, ObjectNode body) {
        super(body.toString(), null, false, false);
        this.status = status;
        this.body = body;
    }

    /** A refusal of the trading API. */
    static AlpacaRefusal of(int status, int code, String message) {
        return new AlpacaRefusal(status, AlpacaJson.object().put("code", code).put("message", message));
    }

    /** A refusal of the data API, which has no codes. */
    static AlpacaRefusal ofData(int status, String message) {
        return new AlpacaRefusal(status, AlpacaJson.object().put("message", message));
    }

    /** A field is missing or malformed. */
    static AlpacaRefusal malformed(String message) {
        return of(400, 40010001, message);
    }

    /** The request contradicts itself or the state of things. */
    static AlpacaRefusal invalid(String message) {
        return of(422, 42210000, message);
    }

    /** A rule of business forbids it. */
    static AlpacaRefusal forbidden(String message) {
        return of(403, 40310000, message);
    }

    /** There is no such thing. */
    static AlpacaRefusal absent(String message) {
        return of(404, 40410000, message);
    }

    /** The same with one more field. */
    AlpacaRefusal with(String field, String value) {
        body.put(field, value);
        return this;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body;
    }
}
