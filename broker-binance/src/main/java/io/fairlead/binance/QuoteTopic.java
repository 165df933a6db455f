package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.support.ExactJson;
import io.fairlead.support.ScaledDigits;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code <symbol>@bookTicker}. It says no time: quotes carry when they were received. */
final class QuoteTopic extends Topic {
    private static final byte[] UPDATE = TextCursor.literal("{\"u\":");
    private static final byte[] BID_SIZE = TextCursor.literal("\",\"B\":\"");
    private static final byte[] ASK = TextCursor.literal("\",\"a\":\"");
    private static final byte[] ASK_SIZE = TextCursor.literal("\",\"A\":\"");
    private static final byte[] END = TextCursor.literal("\"}}");

    private final Clock clock;
    private final byte[] symbolThenBid;
    private final int priceScale;
    private final int quantityScale;
    private long lastUpdate;

    QuoteTopic(String name, Instrument instrument, Clock clock) {
        super(name, instrument);
        this.clock = clock;
        this.symbolThenBid = TextCursor.literal(",\"s\":\"" + id().symbol() + "\",\"b\":\"");
        this.priceScale = instrument.priceScale();
        this.quantityScale = instrument.quantityScale();
    }

    @Override
    boolean readUsual(TextCursor cursor) {
        long update = cursor.over(UPDATE).whole();
        long bid = cursor.over(symbolThenBid).decimal(priceScale);
        long bidSize = cursor.over(BID_SIZE).decimal(quantityScale);
        long ask = cursor.over(ASK).decimal(priceScale);
        long askSize = cursor.over(ASK_SIZE).decimal(quantityScale);
        if (!cursor.over(END).isDone()) {
            return false;
        }
        emit(update, new Quote(id(), now(), bid, bidSize, ask, askSize, priceScale, quantityScale));
        return true;
    }

    private long now() {
        return EpochNanos.of(clock.instant());
    }

    @Override
    void read(JsonNode data) {
        checkSymbol(data);
        BigDecimal bid = ExactJson.decimal(data, "b");
        BigDecimal ask = ExactJson.decimal(data, "a");
        BigDecimal bidSize = ExactJson.decimal(data, "B");
        BigDecimal askSize = ExactJson.decimal(data, "A");
        int prices = Scales.of(priceScale, bid, ask);
        int sizes = Scales.of(quantityScale, bidSize, askSize);
        emit(
                ExactJson.whole(data, "u"),
                new Quote(
                        id(),
                        now(),
                        ScaledDigits.exact(bid, prices),
                        ScaledDigits.exact(bidSize, sizes),
                        ScaledDigits.exact(ask, prices),
                        ScaledDigits.exact(askSize, sizes),
                        prices,
                        sizes));
    }

    private void emit(long update, Quote quote) {
        boolean twoSided = quote.bid() != 0 && quote.ask() != 0; // an empty side is written as 0, which is no price
        if (update > lastUpdate && twoSided) {
            lastUpdate = update;
            tell(listener -> listener.onQuote(quote));
        }
    }

    @Override
    CompletionStage<Void> recover() {
        lastUpdate = 0; // the next quote is the whole truth, but what was between is lost
        gap("quotes were missed while the connection was down");
        return CompletableFuture.completedFuture(null);
    }
}
