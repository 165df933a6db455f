package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The market of one asset: quote, last trade, bars and, for a pair, its order book. Guarded by the venue's lock. */
final class AlpacaLine {
    private static final int KEPT_TRADES = 10_000;

    final AlpacaAsset asset;
    final NavigableMap<Instant, AlpacaBar> minutes = new TreeMap<>();
    final Deque<ObjectNode> trades = new ArrayDeque<>();
    final SortedMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    final SortedMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    BigDecimal bid = BigDecimal.ZERO;
    BigDecimal ask = BigDecimal.ZERO;
    BigDecimal bidSize = BigDecimal.ZERO;
    BigDecimal askSize = BigDecimal.ZERO;
    Instant quotedAt = Instant.EPOCH;

    @Nullable
    BigDecimal last;

    @Nullable
    BigDecimal available;

    boolean halted;
    private @Nullable AlpacaBar running;

    AlpacaLine(AlpacaAsset asset) {
        this.asset = asset;
    }

    /** What a buyer pays or a seller gets at once; null without such a quote. */
    @Nullable
    BigDecimal farSide(boolean buy) {
        BigDecimal price = buy ? ask : bid;
        return price.signum() == 0 || halted ? null : price;
    }

    /** A price to reckon with: last trade, else the middle of the quote, else nothing. */
    @Nullable
    BigDecimal mark() {
        if (last != null) {
            return last;
        }
        return bid.signum() == 0 || ask.signum() == 0 ? null : bid.add(ask).divide(BigDecimal.valueOf(2));
    }

    BigDecimal markOr(BigDecimal otherwise) {
        BigDecimal mark = mark();
        return mark == null ? otherwise : mark;
    }

    /** Takes a trade into the running minute; gives the minute that it ended, if it did. */
    @Nullable
    AlpacaBar trade(BigDecimal price, BigDecimal size, Instant at, ObjectNode shown) {
        last = price;
        trades.add(shown);
        if (trades.size() > KEPT_TRADES) {
            trades.remove();
        }
        AlpacaBar ended = endMinuteBefore(at);
        AlpacaBar one = AlpacaBar.of(at.truncatedTo(ChronoUnit.MINUTES), price, size);
        running = running == null ? one : running.and(one);
        return ended;
    }

    /** Ends the running minute if it lies before that instant. */
    @Nullable
    AlpacaBar endMinuteBefore(Instant now) {
        AlpacaBar bar = running;
        if (bar == null || !bar.start().isBefore(now.truncatedTo(ChronoUnit.MINUTES))) {
            return null;
        }
        running = null;
        minutes.merge(bar.start(), bar, AlpacaBar::and);
        return bar;
    }

    /** Adds a late trade to a minute that has ended, and gives the corrected minute. */
    AlpacaBar revise(Instant at, BigDecimal price, BigDecimal size) {
        AlpacaBar late = AlpacaBar.of(at.truncatedTo(ChronoUnit.MINUTES), price, size);
        return minutes.merge(
                late.start(),
                late,
                (bar, trade) -> new AlpacaBar(
                        bar.start(),
                        bar.open(),
                        bar.high().max(price),
                        bar.low().min(price),
                        bar.close(),
                        bar.volume().add(size),
                        bar.trades() + 1,
                        bar.turnover().add(trade.turnover())));
    }

    ObjectNode quoteJson() {
        ObjectNode node = AlpacaJson.object().put("t", quotedAt.toString());
        if (!asset.isCrypto()) {
            node.put("bx", bid.signum() == 0 ? " " : "V").put("ax", ask.signum() == 0 ? " " : "V");
        }
        node.put("bp", AlpacaJson.number(bid)).put("bs", AlpacaJson.number(bidSize));
        node.put("ap", AlpacaJson.number(ask)).put("as", AlpacaJson.number(askSize));
        if (!asset.isCrypto()) {
            node.putArray("c").add("R");
            node.put("z", tape());
        }
        return node;
    }

    ObjectNode bookJson() {
        ObjectNode node = AlpacaJson.object().put("t", quotedAt.toString());
        node.set("b", levels(bids));
        node.set("a", levels(asks));
        return node;
    }

    String tape() {
        return asset.exchange().equals("NASDAQ") ? "C" : asset.exchange().equals("NYSE") ? "A" : "B";
    }

    static ArrayNode levels(Map<BigDecimal, BigDecimal> side) {
        ArrayNode array = AlpacaJson.array();
        side.forEach((price, size) ->
                array.add(AlpacaJson.object().put("p", AlpacaJson.number(price)).put("s", AlpacaJson.number(size))));
        return array;
    }
}
