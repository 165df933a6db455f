package io.fairlead.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call of a venue: what is sent, what it costs and how long it may take. Immutable; any thread. */
public final class VenueRequest {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";

    private final RequestKind kind;
    private final WireRequest wire;
    private final RequestSigner signer;
    private final Map<String, Integer> costs;
    private final Duration patience;
    private final Duration timeout;
    private final Runnable beforeFirstByte;

    private VenueRequest(Builder from) {
        kind = from.kind;
        wire = new WireRequest(from.method, from.url, from.headers, from.body, from.contentType);
        signer = from.signer;
        costs = Map.copyOf(from.costs);
        patience = from.patience;
        timeout = from.timeout;
        beforeFirstByte = from.beforeFirstByte;
    }

    /**
     * Starts a request.
     *
     * @param url absolute, with path, already encoded
     */
    public static Builder of(RequestKind kind, String method, String url) {
        return new Builder(kind, method, url);
    }

    RequestKind kind() {
        return kind;
    }

    WireRequest wire() {
        return wire;
    }

    RequestSigner signer() {
        return signer;
    }

    Map<String, Integer> costs() {
        return costs;
    }

    Duration patience() {
        return patience;
    }

    Duration timeout() {
        return timeout;
    }

    Runnable beforeFirstByte() {
        return beforeFirstByte;
    }

    /** Whether a failure may be answered by sending it again: reads only, by GET only. */
    boolean mayRepeat() {
        return kind.mayRepeat() && wire.method().equals("GET");
    }

    /** Method, host and path. */
    @Override
    public String toString() {
        return wire.toString();
    }

    /** Collects a request. One thread. */
    public static final class Builder {
        private final RequestKind kind;
        private final String method;
        private final String url;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, Integer> costs = new LinkedHashMap<>();
        private byte[] body = new byte[0];
        private String contentType = "";
        private RequestSigner signer = RequestSigner.NONE;
        private Duration patience = Duration.ofSeconds(5);
        private Duration timeout = Duration.ofSeconds(15);
        private Runnable beforeFirstByte = () -> {};

        private Builder(RequestKind kind, String method, String url) {
            this.kind = kind;
            this.method = method;
            this.url = url;
        }

        /** A header; not for secrets, which the signer adds. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Parameters in the body, as a form. */
        public Builder form(QueryText parameters) {
            return body(parameters.toString().getBytes(StandardCharsets.UTF_8), FORM);
        }

        /** JSON in the body. */
        public Builder json(byte[] json) {
            return body(json, JSON);
        }

        /** A body. */
        public Builder body(byte[] bytes, String type) {
            body = bytes.clone();
            contentType = type;
            return this;
        }

        /** Who completes it when it is sent. */
        public Builder signer(RequestSigner completes) {
            signer = completes;
            return this;
        }

        /** What it costs of something that the budget counts. */
        public Builder cost(String counts, int tokens) {
            costs.put(counts, tokens);
            return this;
        }

        /** How long it may wait for the budget; 5 s unless said. An order that would be sent later than that is not sent. */
        public Builder patience(Duration longest) {
            patience = longest;
            return this;
        }

        /** How long to wait for the whole answer once it is sent; 15 s unless said. */
        public Builder timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /** Runs once, after all waiting and signing and before the first byte; what it throws ends the call, and nothing is sent. */
        public Builder beforeFirstByte(Runnable check) {
            beforeFirstByte = check;
            return this;
        }

        /** The request. */
        public VenueRequest build() {
            return new VenueRequest(this);
        }
    }
}
