package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.market.Trade.Aggressor;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.function.Consumer;

/** Live quotes, trades and minute bars of shares and crypto. Numbers come as JSON numbers and stay exact. */
final class AlpacaMarketData implements MarketDataFacet {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);
    /** Decimals that data is given with, so that one datum compares with the next; finer ones are given as they are. */
    private static final int PRICE_SCALE = 6;

    private static final int SIZE_SCALE = 9;

    private final AlpacaDataStream shares;
    private final AlpacaDataStream crypto;

    AlpacaMarketData(AlpacaDataStream shares, AlpacaDataStream crypto) {
        this.shares = shares;
        this.crypto = crypto;
    }

    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
        if (!interval.equals(MINUTE)) {
            throw new UnsupportedCapabilityException(
                    "Alpaca streams bars of one minute, not of " + interval + "; build longer ones from them");
        }
        return subscribe(
                "bars",
                instrument,
                listener,
                message -> listener.onBar(AlpacaHistory.bar(instrument, MINUTE, message)));
    }

    @Override
    public Subscription quotes(InstrumentId instrument, Listener listener) {
        return subscribe("quotes", instrument, listener, message -> {
            BigDecimal bid = ExactJson.decimal(message, "bp");
            BigDecimal ask = ExactJson.decimal(message, "ap");
            if (bid.signum() > 0 && ask.signum() > 0) { // 0 stands for no quote on that side
                listener.onQuote(quote(instrument, message, bid, ask));
            }
        });
    }

    private static Quote quote(InstrumentId instrument, JsonNode message, BigDecimal bid, BigDecimal ask) {
        BigDecimal bidSize = ExactJson.decimal(message, "bs");
        BigDecimal askSize = ExactJson.decimal(message, "as");
        int prices = Math.max(PRICE_SCALE, Math.max(scale(bid), scale(ask)));
        int sizes = Math.max(SIZE_SCALE, Math.max(scale(bidSize), scale(askSize)));
        return new Quote(
                instrument,
                AlpacaTime.nanos(ExactJson.text(message, "t")),
                scaled(bid, prices),
                scaled(bidSize, sizes),
                scaled(ask, prices),
                scaled(askSize, sizes),
                prices,
                sizes);
    }

    @Override
    public Subscription trades(InstrumentId instrument, Listener listener) {
        return subscribe("trades", instrument, listener, message -> listener.onTrade(trade(instrument, message)));
    }

    private static Trade trade(InstrumentId instrument, JsonNode message) {
        BigDecimal price = ExactJson.decimal(message, "p");
        BigDecimal size = ExactJson.decimal(message, "s");
        Aggressor aggressor = switch (message.path("tks").asText()) {
            case "B" -> Aggressor.BUYER;
            case "S" -> Aggressor.SELLER;
            default -> Aggressor.UNKNOWN;
        };
        int prices = Math.max(PRICE_SCALE, scale(price));
        int sizes = Math.max(SIZE_SCALE, scale(size));
        return new Trade(
                instrument,
                AlpacaTime.nanos(ExactJson.text(message, "t")),
                scaled(price, prices),
                scaled(size, sizes),
                aggressor,
                prices,
                sizes,
                ExactJson.field(message, "i").asText());
    }

    private static int scale(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static long scaled(BigDecimal number, int scale) {
        return number.setScale(scale).unscaledValue().longValueExact();
    }

    private Subscription subscribe(
            String channel, InstrumentId instrument, Listener listener, Consumer<JsonNode> take) {
        String symbol = AlpacaSymbols.toVenue(instrument)
                .orElseThrow(() -> new BadInputException("Alpaca has no instrument " + instrument));
        AssetClass kind = AlpacaSymbols.classOf(instrument);
        if (kind == AssetClass.OPTION) {
            throw new UnsupportedCapabilityException(
                    "Alpaca streams options as MessagePack only, which this plug-in does not read");
        }
        AlpacaDataStream stream = kind == AssetClass.CRYPTO_SPOT ? crypto : shares;
        return stream.subscribe(channel, symbol, new AlpacaDataStream.Taker() {
            @Override
            public void take(JsonNode message) {
                take.accept(message);
            }

            @Override
            public void gap(String detail) {
                listener.onGap(instrument, detail);
            }
        });
    }
}
