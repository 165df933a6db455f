package io.fairlead.fakes;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request as a venue saw it. Signatures, keys and secrets are masked.
 *
 * @param number 1 for the first request the venue ever saw
 * @param at the venue's time on arrival
 * @param name {@code POST /api/v3/order}, or the method of a WebSocket call ({@code order.place})
 * @param parameters from query, form body or JSON, in the order sent; nested values as JSON text
 */
public record LoggedRequest(long number, Instant at, String name, Map<String, String> parameters) {
    public LoggedRequest {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
