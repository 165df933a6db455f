package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.support.ExactJson;
import io.fairlead.support.ScaledDigits;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code <symbol>@bookTicker}. It says no time: quotes carry when they were received. */
final class QuoteTopic extends Topic {
    private final Clock clock;
    private final String symbolPart;
    private final int priceScale;
    private final int quantityScale;
    private long lastUpdate;

    QuoteTopic(String name, Instrument instrument, Clock clock) {
        super(name, instrument);
        this.clock = clock;
        this.symbolPart = ",\"s\":\"" + instrument.id().symbol() + "\",\"b\":\"";
        this.priceScale = instrument.priceScale();
        this.quantityScale = instrument.quantityScale();
    }

    @Override
    void onMessage(String text, int dataAt) {
        TextCursor cursor = new TextCursor(text, dataAt);
        long update = cursor.over("{\"u\":").whole();
        long bid = cursor.over(symbolPart).decimal(priceScale);
        long bidSize = cursor.over("\",\"B\":\"").decimal(quantityScale);
        long ask = cursor.over("\",\"a\":\"").decimal(priceScale);
        long askSize = cursor.over("\",\"A\":\"").decimal(quantityScale);
        if (cursor.over("\"}}").isGood() && cursor.isAtEnd()) {
            emit(update, new Quote(id(), now(), bid, bidSize, ask, askSize, priceScale, quantityScale));
        } else {
            read(ExactJson.field(ExactJson.read(text), "data"));
        }
    }

    private long now() {
        return EpochNanos.of(clock.instant());
    }

    private void read(JsonNode data) {
        if (!ExactJson.text(data, "s").equals(id().symbol())) {
            throw new UnreadableAnswerException("field s is another symbol");
        }
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
