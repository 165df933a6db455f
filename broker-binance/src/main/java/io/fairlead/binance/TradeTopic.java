package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Trade;
import io.fairlead.api.market.Trade.Aggressor;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.ScaledDigits;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code <symbol>@trade}. Trades are numbered, so that what a lost connection missed is fetched by number. */
final class TradeTopic extends Topic {
    private static final byte[] TOLD = TextCursor.literal("{\"e\":\"trade\",\"E\":");
    private static final byte[] PRICE = TextCursor.literal(",\"p\":\"");
    private static final byte[] SIZE = TextCursor.literal("\",\"q\":\"");
    private static final byte[] TIME = TextCursor.literal("\",\"T\":");
    private static final byte[] BUYER_MADE = TextCursor.literal(",\"m\":");
    private static final byte[] IGNORED = TextCursor.literal(",\"M\":");
    private static final byte[] END = TextCursor.literal("}}");
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10;

    private final BinanceRest rest;
    private final byte[] symbolThenNumber;
    private final int priceScale;
    private final int quantityScale;
    private long last = -1;

    TradeTopic(String name, Instrument instrument, BinanceRest rest) {
        super(name, instrument);
        this.rest = rest;
        this.symbolThenNumber = TextCursor.literal(",\"s\":\"" + id().symbol() + "\",\"t\":");
        this.priceScale = instrument.priceScale();
        this.quantityScale = instrument.quantityScale();
    }

    @Override
    boolean readUsual(TextCursor cursor) {
        cursor.over(TOLD).whole();
        long number = cursor.over(symbolThenNumber).whole();
        long price = cursor.over(PRICE).decimal(priceScale);
        long size = cursor.over(SIZE).decimal(quantityScale);
        long millis = cursor.over(TIME).whole();
        boolean buyerMade = cursor.over(BUYER_MADE).flag();
        cursor.over(IGNORED).flag();
        if (!cursor.over(END).isDone()) {
            return false;
        }
        emit(
                number,
                new Trade(
                        id(),
                        OrderReader.millis(millis),
                        price,
                        size,
                        aggressor(buyerMade),
                        priceScale,
                        quantityScale,
                        Long.toString(number)));
        return true;
    }

    @Override
    void read(JsonNode data) {
        checkSymbol(data);
        take(data, "t", "p", "q", "T", "m");
    }

    /** The seller crossed the spread where the buyer was there first. */
    private static Aggressor aggressor(boolean buyerMade) {
        return buyerMade ? Aggressor.SELLER : Aggressor.BUYER;
    }

    private void take(JsonNode json, String number, String price, String size, String time, String buyerMade) {
        BigDecimal exactPrice = ExactJson.decimal(json, price);
        BigDecimal exactSize = ExactJson.decimal(json, size);
        int prices = Scales.of(priceScale, exactPrice);
        int sizes = Scales.of(quantityScale, exactSize);
        long id = ExactJson.whole(json, number);
        emit(
                id,
                new Trade(
                        id(),
                        OrderReader.millis(ExactJson.whole(json, time)),
                        ScaledDigits.exact(exactPrice, prices),
                        ScaledDigits.exact(exactSize, sizes),
                        aggressor(ExactJson.flag(json, buyerMade)),
                        prices,
                        sizes,
                        Long.toString(id)));
    }

    private void emit(long number, Trade trade) {
        if (number > last) {
            last = number;
            tell(listener -> listener.onTrade(trade));
        }
    }

    @Override
    CompletionStage<Void> recover() {
        return last < 0
                ? CompletableFuture.completedFuture(null)
                : page(0).exceptionally(fault -> {
                    gap("trades after " + last + " were missed");
                    return null;
                });
    }

    private CompletionStage<Void> page(int pages) {
        QueryText query = new QueryText()
                .add("symbol", id().symbol())
                .add("fromId", last + 1)
                .add("limit", PAGE);
        return rest.publicRead(RequestKind.DATA, "historicalTrades", query, 25).thenCompose(json -> {
            for (JsonNode row : ExactJson.list(json)) {
                take(row, "id", "price", "qty", "time", "isBuyerMaker");
            }
            if (json.size() < PAGE) {
                return CompletableFuture.completedFuture(null);
            }
            if (pages + 1 == MOST_PAGES) {
                gap("more than " + MOST_PAGES * PAGE + " trades were missed; those after " + last + " are left out");
                return CompletableFuture.completedFuture(null);
            }
            return page(pages + 1);
        });
    }
}
