package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every asset's market, and the news; what moves is published to the data streams. Guarded by the venue's lock. */
final class AlpacaMarket {
    /** Takes what the data streams show; the channel is named as in a subscription. */
    interface Sink {
        void publish(AlpacaAsset asset, String channel, ObjectNode message);

        void news(ObjectNode message, Collection<String> symbols);
    }

    private final SortedMap<String, AlpacaLine> lines = new TreeMap<>();
    private final List<ObjectNode> news = new ArrayList<>();
    private final Sink sink;
    private final Consumer<AlpacaAsset> moved;
    private long tradeId = 71_675_642_337_847L;
    private long newsId = 45_000_000;

    /**
     * A market without prices.
     *
     * @param moved told after each change of a price, so that orders are looked at
     */
    AlpacaMarket(Collection<AlpacaAsset> assets, Sink sink, Consumer<AlpacaAsset> moved) {
        assets.forEach(asset -> lines.put(asset.symbol(), new AlpacaLine(asset)));
        this.sink = sink;
        this.moved = moved;
    }

    Collection<AlpacaLine> lines() {
        return lines.values();
    }

    List<ObjectNode> news() {
        return news;
    }

    /** By ticker, pair with or without slash, or asset id; null if there is none. */
    @Nullable
    AlpacaLine find(String word) {
        for (AlpacaLine line : lines.values()) {
            if (line.asset.answersTo(word)) {
                return line;
            }
        }
        return null;
    }

    /** The line of an asset that exists. */
    AlpacaLine line(String symbol) {
        AlpacaLine line = find(symbol);
        if (line == null) {
            throw new IllegalArgumentException("no asset " + symbol + ", there are " + lines.keySet());
        }
        return line;
    }

    void quote(String symbol, BigDecimal bid, BigDecimal bidSize, BigDecimal ask, BigDecimal askSize, Instant now) {
        AlpacaLine line = line(symbol);
        boolean bookFollows = line.asset.isCrypto();
        SortedMap<BigDecimal, BigDecimal> oldBids = new TreeMap<>(line.bids);
        SortedMap<BigDecimal, BigDecimal> oldAsks = new TreeMap<>(line.asks);
        line.bid = bid;
        line.ask = ask;
        line.bidSize = bidSize;
        line.askSize = askSize;
        line.quotedAt = now;
        line.available = null;
        sink.publish(line.asset, "quotes", message("q", line, line.quoteJson()));
        if (bookFollows) {
            book(line);
            publishBookChanges(line, oldBids, oldAsks);
        }
        moved.accept(line.asset);
    }

    void trade(String symbol, BigDecimal price, BigDecimal size, boolean takerBuys, Instant now) {
        AlpacaLine line = line(symbol);
        ObjectNode shown = tradeJson(line, price, size, takerBuys, now);
        AlpacaBar ended = line.trade(price, size, now, shown);
        publishBar(line, ended);
        sink.publish(line.asset, "trades", message("t", line, shown));
        moved.accept(line.asset);
    }

    /** A trade of an earlier minute that comes to light now: that minute's bar is corrected. */
    void lateTrade(String symbol, BigDecimal price, BigDecimal size, Instant at) {
        AlpacaLine line = line(symbol);
        AlpacaBar revised = line.revise(at, price, size);
        sink.publish(line.asset, "updatedBars", message("u", line, revised.toJson()));
    }

    /** Takes back the last trade: the venue says that it was an error. */
    void cancelLastTrade(String symbol, Instant now) {
        AlpacaLine line = line(symbol);
        ObjectNode trade = line.trades.peekLast();
        if (trade != null) {
            ObjectNode note = AlpacaJson.object();
            note.set("i", trade.get("i"));
            note.set("x", trade.path("x"));
            note.set("p", trade.get("p"));
            note.set("s", trade.get("s"));
            note.put("a", "E").put("t", now.toString()).put("z", line.tape());
            trade.put("u", "canceled");
            sink.publish(line.asset, "cancelErrors", message("x", line, note));
        }
    }

    /** Halts a share or lets it trade again. */
    void halt(String symbol, boolean halted, Instant now) {
        AlpacaLine line = line(symbol);
        line.halted = halted;
        ObjectNode note = AlpacaJson.object()
                .put("sc", halted ? "H" : "T")
                .put("sm", halted ? "Trading Halt" : "Trading Resumption")
                .put("rc", halted ? "T12" : "")
                .put("rm", halted ? "Trading Halted; For information requested by NASDAQ" : "")
                .put("t", now.toString())
                .put("z", line.tape());
        sink.publish(line.asset, "statuses", message("s", line, note));
        moved.accept(line.asset);
    }

    void addNews(String headline, String summary, Collection<String> symbols, Instant now) {
        ObjectNode item = AlpacaJson.object()
                .put("id", newsId++)
                .put("headline", headline)
                .put("summary", summary)
                .put("author", "Fake Desk")
                .put("created_at", now.toString())
                .put("updated_at", now.toString())
                .put("url", "https://news.invalid/" + newsId)
                .put("content", "");
        item.set("symbols", AlpacaJson.texts(symbols));
        item.put("source", "fake");
        news.add(item);
        ObjectNode message = AlpacaJson.object().put("T", "n");
        message.setAll(item);
        sink.news(message, symbols);
    }

    /** Ends minutes whose time has passed. */
    void tick(Instant now) {
        for (AlpacaLine line : lines.values()) {
            publishBar(line, line.endMinuteBefore(now));
        }
    }

    /** The bar of the trading day so far; null before its first trade. */
    @Nullable
    AlpacaBar day(AlpacaLine line, LocalDate date) {
        Instant from = date.atStartOfDay(AlpacaSessions.NEW_YORK).toInstant();
        Instant to = date.plusDays(1).atStartOfDay(AlpacaSessions.NEW_YORK).toInstant();
        AlpacaBar day = null;
        for (AlpacaBar minute : line.minutes.subMap(from, to).values()) {
            day = day == null ? startingAt(from, minute) : day.and(minute);
        }
        return day;
    }

    private static AlpacaBar startingAt(Instant start, AlpacaBar bar) {
        return new AlpacaBar(
                start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.trades(), bar.turnover());
    }

    private void publishBar(AlpacaLine line, @Nullable AlpacaBar ended) {
        if (ended == null) {
            return;
        }
        sink.publish(line.asset, "bars", message("b", line, ended.toJson()));
        AlpacaBar day = day(line, ended.start().atZone(AlpacaSessions.NEW_YORK).toLocalDate());
        if (day != null) {
            sink.publish(line.asset, "dailyBars", message("d", line, day.toJson()));
        }
    }

    private ObjectNode tradeJson(AlpacaLine line, BigDecimal price, BigDecimal size, boolean takerBuys, Instant now) {
        ObjectNode node = AlpacaJson.object().put("t", now.toString());
        node.put("p", AlpacaJson.number(price))
                .put("s", AlpacaJson.number(size))
                .put("i", tradeId++);
        if (line.asset.isCrypto()) {
            return node.put("tks", takerBuys ? "B" : "S");
        }
        node.put("x", "V");
        node.putArray("c").add("@");
        return node.put("z", line.tape());
    }

    /** A book of three levels a side around the quote. */
    private static void book(AlpacaLine line) {
        line.bids.clear();
        line.asks.clear();
        BigDecimal step = line.asset.priceIncrement().multiply(BigDecimal.TEN);
        for (int level = 0; level < 3; level++) {
            BigDecimal away = step.multiply(BigDecimal.valueOf(level));
            if (line.bid.signum() > 0) {
                line.bids.put(line.bid.subtract(away), line.bidSize);
            }
            if (line.ask.signum() > 0) {
                line.asks.put(line.ask.add(away), line.askSize);
            }
        }
    }

    private void publishBookChanges(
            AlpacaLine line, Map<BigDecimal, BigDecimal> oldBids, Map<BigDecimal, BigDecimal> oldAsks) {
        ObjectNode change = AlpacaJson.object().put("t", line.quotedAt.toString());
        change.set("b", AlpacaLine.levels(changes(oldBids, line.bids)));
        change.set("a", AlpacaLine.levels(changes(oldAsks, line.asks)));
        sink.publish(line.asset, "orderbooks", message("o", line, change));
    }

    private static Map<BigDecimal, BigDecimal> changes(
            Map<BigDecimal, BigDecimal> before, Map<BigDecimal, BigDecimal> after) {
        SortedMap<BigDecimal, BigDecimal> changes = new TreeMap<>(Comparator.naturalOrder());
        before.keySet().forEach(price -> changes.put(price, BigDecimal.ZERO));
        changes.putAll(after);
        after.forEach((price, size) -> {
            BigDecimal old = before.get(price);
            if (old != null && old.compareTo(size) == 0) {
                changes.remove(price);
            }
        });
        return changes;
    }

    /** The full book, as a stream shows it to a new subscriber. */
    ObjectNode bookReset(AlpacaLine line) {
        ObjectNode node = message("o", line, line.bookJson());
        return node.put("r", true);
    }

    private static ObjectNode message(String kind, AlpacaLine line, ObjectNode fields) {
        ObjectNode node = AlpacaJson.object().put("T", kind).put("S", line.asset.symbol());
        node.setAll(fields);
        return node;
    }
}
