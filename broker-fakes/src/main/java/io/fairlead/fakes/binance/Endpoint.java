package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One thing that can be asked, by REST or over the WebSocket API.
 *
 * @param rest method and path, {@code GET /api/v3/order}
 * @param method the WebSocket API's name, empty where it has none
 * @param signed whether a key and a signature are needed
 * @param weight what it costs
 * @param freeWhenItSucceeds whether the weight comes back then
 * @param orders whether it places orders: its answers carry the order counts
 * @param act does it; called under the venue's lock
 */
record Endpoint(
        String rest,
        String method,
        boolean signed,
        ToIntFunction<Params> weight,
        boolean freeWhenItSucceeds,
        boolean orders,
        Function<Params, JsonNode> act) {}
