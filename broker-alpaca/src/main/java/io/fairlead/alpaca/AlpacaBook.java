package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.alpaca.Topics.Taker;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Depth;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A pair's order book: the whole of it first ({@code r}), changes afterwards, a size of 0 for a level that is gone. Changes have no numbers,
 * so that after anything that may have been missed nothing holds until the whole comes again; bids at or above asks prove that something
 * was. Messages come one at a time; readers come and go on any thread.
 */
final class AlpacaBook implements Taker {
    /** Who reads it, and how far down; the levels told last. */
    private static final class Reader {
        private final int levels;
        private final Listener listener;
        private long[] bids = {-1};
        private long[] asks = {-1};

        Reader(int levels, Listener listener) {
            this.levels = levels;
            this.listener = listener;
        }
    }

    private final InstrumentId instrument;
    private final Runnable anew;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private boolean whole;

    /**
     * A book that knows nothing yet.
     *
     * @param anew asks the venue for the whole of it
     */
    AlpacaBook(InstrumentId instrument, Runnable anew) {
        this.instrument = instrument;
        this.anew = anew;
    }

    /** Adds a reader, which is told with the next change; gives what {@link #remove} takes. */
    Object add(int levels, Listener listener) {
        Reader reader = new Reader(levels, listener);
        readers.add(reader);
        return reader;
    }

    /** Takes a reader away; whether nobody is left. */
    boolean remove(Object reader) {
        return readers.remove(reader) && readers.isEmpty();
    }

    @Override
    public InstrumentId instrument() {
        return instrument;
    }

    @Override
    public void message(JsonNode message) {
        if (message.path("r").asBoolean()) {
            bids.clear();
            asks.clear();
            whole = true;
        }
        if (!whole) {
            return;
        }
        long time = AlpacaTime.nanos(ExactJson.text(message, "t"));
        apply(bids, message.path("b"));
        apply(asks, message.path("a"));
        if (isCrossed()) {
            gap("bids at or above asks: a change of the book was missed");
        } else {
            tell(time);
        }
    }

    private static void apply(NavigableMap<BigDecimal, BigDecimal> side, JsonNode levels) {
        for (JsonNode level : levels) {
            BigDecimal price = ExactJson.decimal(level, "p").stripTrailingZeros();
            BigDecimal size = ExactJson.decimal(level, "s");
            if (size.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, size);
            }
        }
    }

    private boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    /** The whole comes by itself on another connection only. */
    @Override
    public void gap(String detail) {
        whole = false;
        readers.forEach(reader -> reader.listener.onGap(instrument, detail));
        anew.run();
    }

    private void tell(long time) {
        int prices = Math.max(finest(bids.keySet()), finest(asks.keySet()));
        int sizes = Math.max(finest(bids.values()), finest(asks.values()));
        int priceScale = Math.max(AlpacaData.PRICE_SCALE, prices);
        int sizeScale = Math.max(AlpacaData.SIZE_SCALE, sizes);
        for (Reader reader : readers) {
            long[] top = top(bids, reader.levels, priceScale, sizeScale);
            long[] bottom = top(asks, reader.levels, priceScale, sizeScale);
            if (!Arrays.equals(top, reader.bids) || !Arrays.equals(bottom, reader.asks)) {
                reader.bids = top;
                reader.asks = bottom;
                reader.listener.onDepth(new Depth(instrument, time, top, bottom, priceScale, sizeScale));
            }
        }
    }

    private static int finest(Iterable<BigDecimal> numbers) {
        int finest = 0;
        for (BigDecimal number : numbers) {
            finest = Math.max(finest, AlpacaData.scale(number));
        }
        return finest;
    }

    private static long[] top(NavigableMap<BigDecimal, BigDecimal> side, int levels, int prices, int sizes) {
        List<Long> found = new ArrayList<>();
        side.entrySet().stream().limit(levels).forEach(level -> {
            found.add(AlpacaData.scaled(level.getKey(), prices));
            found.add(AlpacaData.scaled(level.getValue(), sizes));
        });
        return found.stream().mapToLong(Long::longValue).toArray();
    }
}
