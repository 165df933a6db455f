package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.book.BookLevel;
import io.fairlead.fakes.book.BookListener;
import io.fairlead.fakes.book.BookTrade;
import io.fairlead.fakes.book.MatchingBook;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One symbol: its book, its public trades, its bars. Guarded by the venue's lock. */
final class Market {
    private static final int TRADES_KEPT = 10_000;
    private static final long AVERAGE_OVER_MS = 300_000;

    private final MatchingBook book;
    private final VenueTime time;
    private final List<Print> trades = new ArrayList<>();
    private final Map<Interval, NavigableMap<Long, Kline>> bars = new HashMap<>();
    private final Map<Interval, Long> archived = new HashMap<>();
    private BinanceSymbol symbol;
    private long updateId;
    private long tradeId;

    Market(BinanceSymbol symbol, VenueTime time, LongSupplier houseIds, long firstId, BookListener listener) {
        this.symbol = symbol;
        this.time = time;
        this.updateId = firstId;
        this.tradeId = firstId;
        this.book = new MatchingBook(() -> ++tradeId, houseIds, listener);
    }

    BinanceSymbol symbol() {
        return symbol;
    }

    void change(BinanceSymbol changed) {
        symbol = changed;
    }

    Filters filters() {
        return new Filters(symbol);
    }

    MatchingBook book() {
        return book;
    }

    long updateId() {
        return updateId;
    }

    long nextUpdateId() {
        return ++updateId;
    }

    /** Notes a trade of the book. */
    Print print(BookTrade trade) {
        Print print = new Print(
                trade.id(),
                trade.price(),
                trade.quantity(),
                time.millis(),
                trade.taker().side());
        if (trades.size() == TRADES_KEPT) {
            trades.subList(0, TRADES_KEPT / 2).clear();
        }
        trades.add(print);
        for (Interval interval : Interval.ALL) {
            long open = interval.open(print.time());
            bars(interval)
                    .computeIfAbsent(open, start -> new Kline(start, interval.next(start) - 1, print.price()))
                    .add(print);
        }
        return print;
    }

    List<Print> trades() {
        return trades;
    }

    private NavigableMap<Long, Kline> bars(Interval interval) {
        return bars.computeIfAbsent(interval, any -> new TreeMap<>());
    }

    /** Adds a bar of history; what is left out between two of them is a gap, as around the venue's maintenance. */
    void history(Interval interval, Kline bar) {
        bars(interval).put(bar.openTime(), bar);
        archived.merge(interval, bar.openTime(), Math::max);
    }

    /** The bar that a time lies in, made flat from the price before where nothing was traded; null before the first and in a gap of history. */
    @Nullable
    Kline bar(Interval interval, long at) {
        long open = interval.open(at);
        Map.Entry<Long, Kline> before = bars(interval).floorEntry(open);
        if (before == null || before.getKey() == open) {
            return before == null ? null : before.getValue();
        }
        if (open < archived.getOrDefault(interval, Long.MIN_VALUE)) {
            return null;
        }
        return new Kline(open, interval.next(open) - 1, before.getValue().lastPrice());
    }

    /** Bars from the first to the last open time, both included, without a gap from the first known one on. */
    List<Kline> bars(Interval interval, long from, long to, int limit) {
        List<Kline> found = new ArrayList<>();
        NavigableMap<Long, Kline> known = bars(interval);
        if (known.isEmpty()) {
            return found;
        }
        long open = interval.open(Math.max(from, known.firstKey()));
        open = open < from ? interval.next(open) : open;
        while (open <= to && found.size() < limit) {
            Kline bar = bar(interval, open);
            if (bar != null) {
                found.add(bar);
            }
            open = interval.next(open);
        }
        return found;
    }

    /** The newest bars up to an open time, oldest first. */
    List<Kline> newest(Interval interval, long to, int limit) {
        long open = interval.open(to);
        NavigableMap<Long, Kline> known = bars(interval);
        long first = known.isEmpty() ? Long.MAX_VALUE : known.firstKey();
        List<Kline> found = new ArrayList<>();
        while (open >= first && found.size() < limit) {
            Kline bar = bar(interval, open);
            if (bar != null) {
                found.add(0, bar);
            }
            open = interval.open(open - 1);
        }
        return found;
    }

    BigDecimal last() {
        return book.last().orElse(BigDecimal.ZERO);
    }

    /** Volume-weighted over five minutes, else the last price; zero when nothing was ever traded. */
    BigDecimal averagePrice() {
        long since = time.millis() - AVERAGE_OVER_MS;
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal quantity = BigDecimal.ZERO;
        for (int i = trades.size() - 1; i >= 0 && trades.get(i).time() >= since; i--) {
            value = value.add(trades.get(i).price().multiply(trades.get(i).quantity()));
            quantity = quantity.add(trades.get(i).quantity());
        }
        return quantity.signum() == 0 ? last() : value.divide(quantity, 8, RoundingMode.HALF_UP);
    }

    ObjectNode depth(int limit) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("lastUpdateId", updateId);
        levels(node.putArray("bids"), book.depth(Side.BUY, limit));
        levels(node.putArray("asks"), book.depth(Side.SELL, limit));
        return node;
    }

    private static void levels(ArrayNode into, List<BookLevel> levels) {
        levels.forEach(level -> into.addArray().add(Text.of(level.price())).add(Text.of(level.quantity())));
    }

    String bestPrice(Side side) {
        return Text.of(book.bestOf(side).map(BookLevel::price).orElse(BigDecimal.ZERO));
    }

    String bestQuantity(Side side) {
        return Text.of(book.bestOf(side).map(BookLevel::quantity).orElse(BigDecimal.ZERO));
    }
}
