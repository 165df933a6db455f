package io.fairlead.tck;

import java.util.Objects;

/**
 * A request as the venue saw it.
 *
 * @param kind what it asked
 * @param text what arrived, as text: method, path and query, body; without authentication headers
 */
public record SeenRequest(RequestKind kind, String text) {
    /** Checks that both are there. */
    public SeenRequest {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }
}
