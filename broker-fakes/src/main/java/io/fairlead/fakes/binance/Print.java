package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;

/** A public trade. */
record Print(long id, BigDecimal price, BigDecimal quantity, long time, Side aggressor) {
    /** True means that the seller was the aggressor. */
    boolean buyerIsMaker() {
        return aggressor == Side.SELL;
    }

    ObjectNode row() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("price", Text.of(price))
                .put("qty", Text.of(quantity))
                .put("quoteQty", Text.of(price.multiply(quantity)))
                .put("time", time)
                .put("isBuyerMaker", buyerIsMaker())
                .put("isBestMatch", true);
    }
}
