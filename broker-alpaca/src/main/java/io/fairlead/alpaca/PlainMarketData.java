package io.fairlead.alpaca;

import io.fairlead.alpaca.Topics.Channel;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.market.Trade.Aggressor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Goes through a list of market data that is plainly written, object by object. One thread. */
final class PlainMarketData {
    private static final int T = 0;
    private static final int S = 1;
    private static final int TIME = 2;
    private static final int ID = 3;
    private static final int PRICE = 4;
    private static final int SIZE = 5;
    private static final int TAKER = 6;
    private static final int BID = 7;
    private static final int BID_SIZE = 8;
    private static final int ASK = 9;
    private static final int ASK_SIZE = 10;
    private static final int OPEN = 11;
    private static final int HIGH = 12;
    private static final int LOW = 13;
    private static final int CLOSE = 14;
    private static final int VOLUME = 15;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final PlainTime times = new PlainTime();
    private final PlainObject object =
            new PlainObject("T", "S", "t", "i", "p", "s", "tks", "bp", "bs", "ap", "as", "o", "h", "l", "c", "v");
    private byte[] json = {};
    private int at;
    private boolean first;

    /** Begins with a list; false if it is none. */
    boolean begin(String list) {
        json = list.getBytes(StandardCharsets.UTF_8);
        first = true;
        int begin = PlainText.blank(json, 0);
        at = PlainText.blank(json, begin + 1);
        return PlainText.is(json, begin, '[');
    }

    /** Whether the list goes on. */
    boolean hasNext() {
        return !PlainText.is(json, at, ']');
    }

    /** The next object; false if it is not plain. */
    boolean next() {
        if (!first) {
            if (!PlainText.is(json, at, ',')) {
                return false;
            }
            at = PlainText.blank(json, at + 1);
        }
        first = false;
        int end = object.read(json, at);
        if (end == PlainText.NO) {
            return false;
        }
        at = PlainText.blank(json, end);
        return true;
    }

    /** Whether nothing comes after the list. */
    boolean isWhole() {
        return PlainText.blank(json, at + 1) == json.length;
    }

    /** What the object is; 0 if it does not say, or not by a letter. */
    char kind() {
        return object.letter(T);
    }

    boolean hasSymbol() {
        return object.isText(S);
    }

    String symbol() {
        return object.spelled(S);
    }

    /** Whether a quote lacks a price, which the venue writes as 0. */
    boolean isOneSided() {
        long bid = object.scaled(BID, AlpacaData.PRICE_SCALE);
        long ask = object.scaled(ASK, AlpacaData.PRICE_SCALE);
        return (bid == 0 && ask >= 0) || (ask == 0 && bid >= 0);
    }

    /** The object as market data; null if it is not plain. */
    @Nullable
    Object datum(Channel channel, InstrumentId instrument) {
        long time =
                object.isText(TIME) ? times.read(object.json(), object.start(TIME), object.end(TIME)) : PlainTime.NONE;
        if (time == PlainTime.NONE) {
            return null;
        }
        return switch (channel) {
            case QUOTES -> quote(instrument, time);
            case TRADES -> trade(instrument, time);
            default -> bar(instrument, time);
        };
    }

    private @Nullable Quote quote(InstrumentId instrument, long time) {
        long bid = object.scaled(BID, AlpacaData.PRICE_SCALE);
        long ask = object.scaled(ASK, AlpacaData.PRICE_SCALE);
        long bidSize = object.scaled(BID_SIZE, AlpacaData.SIZE_SCALE);
        long askSize = object.scaled(ASK_SIZE, AlpacaData.SIZE_SCALE);
        boolean plain = bid > 0 && ask > 0 && bidSize != PlainObject.NONE && askSize != PlainObject.NONE;
        return plain
                ? new Quote(instrument, time, bid, bidSize, ask, askSize, AlpacaData.PRICE_SCALE, AlpacaData.SIZE_SCALE)
                : null;
    }

    private @Nullable Trade trade(InstrumentId instrument, long time) {
        long price = object.scaled(PRICE, AlpacaData.PRICE_SCALE);
        long size = object.scaled(SIZE, AlpacaData.SIZE_SCALE);
        boolean named = object.isText(ID) || object.isWhole(ID);
        return price == PlainObject.NONE || size == PlainObject.NONE || !named
                ? null
                : new Trade(
                        instrument,
                        time,
                        price,
                        size,
                        aggressor(),
                        AlpacaData.PRICE_SCALE,
                        AlpacaData.SIZE_SCALE,
                        object.spelled(ID));
    }

    private Aggressor aggressor() {
        return object.is(TAKER, "B") ? Aggressor.BUYER : object.is(TAKER, "S") ? Aggressor.SELLER : Aggressor.UNKNOWN;
    }

    private @Nullable Bar bar(InstrumentId instrument, long time) {
        double open = object.nearest(OPEN);
        double high = object.nearest(HIGH);
        double low = object.nearest(LOW);
        double close = object.nearest(CLOSE);
        double volume = object.nearest(VOLUME);
        boolean plain = !Double.isNaN(open + high + low + close + volume);
        return plain
                ? new Bar(instrument, AlpacaData.MINUTE, time, time + MINUTE_NANOS, open, high, low, close, volume)
                : null;
    }
}
