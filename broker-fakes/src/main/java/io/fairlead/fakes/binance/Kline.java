package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A bar in the making, or a finished one. Guarded by the venue's lock. */
final class Kline {
    private final long open;
    private final long close;
    private final BigDecimal first;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal last;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal quoteVolume = BigDecimal.ZERO;
    private BigDecimal takerBase = BigDecimal.ZERO;
    private BigDecimal takerQuote = BigDecimal.ZERO;
    private long trades;
    private long firstTradeId = -1;
    private long lastTradeId = -1;

    Kline(long open, long close, BigDecimal price) {
        this.open = open;
        this.close = close;
        this.first = price;
        this.high = price;
        this.low = price;
        this.last = price;
    }

    long openTime() {
        return open;
    }

    long closeTime() {
        return close;
    }

    BigDecimal lastPrice() {
        return last;
    }

    void add(Print trade) {
        high = high.max(trade.price());
        low = low.min(trade.price());
        last = trade.price();
        BigDecimal value = trade.price().multiply(trade.quantity());
        volume = volume.add(trade.quantity());
        quoteVolume = quoteVolume.add(value);
        if (trade.aggressor() == Side.BUY) {
            takerBase = takerBase.add(trade.quantity());
            takerQuote = takerQuote.add(value);
        }
        trades++;
        firstTradeId = firstTradeId < 0 ? trade.id() : firstTradeId;
        lastTradeId = trade.id();
    }

    /** Makes it a bar of history, as a test describes it. */
    Kline shape(BigDecimal highest, BigDecimal lowest, BigDecimal closing, BigDecimal traded) {
        high = highest;
        low = lowest;
        last = closing;
        volume = traded;
        quoteVolume = traded.multiply(closing);
        takerBase = traded.divide(BigDecimal.valueOf(2), 8, RoundingMode.DOWN);
        takerQuote = takerBase.multiply(closing);
        trades = traded.signum() == 0 ? 0 : 1;
        return this;
    }

    /** The row of twelve. */
    ArrayNode row() {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(open)
                .add(Text.of(first))
                .add(Text.of(high))
                .add(Text.of(low))
                .add(Text.of(last))
                .add(Text.of(volume))
                .add(close)
                .add(Text.of(quoteVolume))
                .add(trades)
                .add(Text.of(takerBase))
                .add(Text.of(takerQuote))
                .add("0");
    }

    /** The object within a kline event. */
    ObjectNode event(String symbol, String interval, boolean closed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("t", open)
                .put("T", close)
                .put("s", symbol)
                .put("i", interval)
                .put("f", firstTradeId)
                .put("L", lastTradeId)
                .put("o", Text.of(first))
                .put("c", Text.of(last))
                .put("h", Text.of(high))
                .put("l", Text.of(low))
                .put("v", Text.of(volume))
                .put("n", trades)
                .put("x", closed)
                .put("q", Text.of(quoteVolume))
                .put("V", Text.of(takerBase))
                .put("Q", Text.of(takerQuote))
                .put("B", "0");
    }
}
