package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A status and, mostly, a body. */
record AlpacaReply(int status, @Nullable JsonNode body) {
    static AlpacaReply ok(JsonNode body) {
        return new AlpacaReply(200, body);
    }
}
