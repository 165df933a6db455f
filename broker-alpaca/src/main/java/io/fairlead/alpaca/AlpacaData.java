package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.market.Trade.Aggressor;
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.Optional;

/** Market data from the objects of a stream. Numbers come as JSON numbers and stay exact. */
final class AlpacaData {
    static final BarInterval MINUTE = BarInterval.ofMinutes(1);
    /** Decimals that data is given with, so that one datum compares with the next; finer ones are given as they are. */
    static final int PRICE_SCALE = 6;

    static final int SIZE_SCALE = 9;

    private AlpacaData() {}

    /** A quote; empty if it has no price on one side, which the venue writes as 0. */
    static Optional<Quote> quote(InstrumentId instrument, JsonNode message) {
        BigDecimal bid = ExactJson.decimal(message, "bp");
        BigDecimal ask = ExactJson.decimal(message, "ap");
        if (bid.signum() <= 0 || ask.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal bidSize = ExactJson.decimal(message, "bs");
        BigDecimal askSize = ExactJson.decimal(message, "as");
        int prices = Math.max(PRICE_SCALE, Math.max(scale(bid), scale(ask)));
        int sizes = Math.max(SIZE_SCALE, Math.max(scale(bidSize), scale(askSize)));
        return Optional.of(new Quote(
                instrument,
                AlpacaTime.nanos(ExactJson.text(message, "t")),
                scaled(bid, prices),
                scaled(bidSize, sizes),
                scaled(ask, prices),
                scaled(askSize, sizes),
                prices,
                sizes));
    }

    static Trade trade(InstrumentId instrument, JsonNode message) {
        BigDecimal price = ExactJson.decimal(message, "p");
        BigDecimal size = ExactJson.decimal(message, "s");
        int prices = Math.max(PRICE_SCALE, scale(price));
        int sizes = Math.max(SIZE_SCALE, scale(size));
        return new Trade(
                instrument,
                AlpacaTime.nanos(ExactJson.text(message, "t")),
                scaled(price, prices),
                scaled(size, sizes),
                aggressor(message.path("tks").asText()),
                prices,
                sizes,
                ExactJson.field(message, "i").asText());
    }

    /** Who took, where the venue says it. */
    static Aggressor aggressor(String taker) {
        return switch (taker) {
            case "B" -> Aggressor.BUYER;
            case "S" -> Aggressor.SELLER;
            default -> Aggressor.UNKNOWN;
        };
    }

    static Bar minuteBar(InstrumentId instrument, JsonNode message) {
        return AlpacaHistory.bar(instrument, MINUTE, message);
    }

    /** How many decimals a number has. */
    static int scale(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    /** A number with so many decimals, as a long. */
    static long scaled(BigDecimal number, int scale) {
        return number.setScale(scale).unscaledValue().longValueExact();
    }
}
