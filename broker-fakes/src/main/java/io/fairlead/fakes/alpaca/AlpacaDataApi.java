package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the market data API: numbers are numbers here. Guarded by the venue's lock. */
final class AlpacaDataApi {
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final int USUAL_PAGE = 1000;
    private static final int LARGEST_PAGE = 10_000;

    private final AlpacaMarket market;
    private final AlpacaPages pages;
    private final boolean recentSip;
    private final Supplier<Instant> now;

    /**
     * Answers from a market.
     *
     * @param recentSip whether the plan permits the last 15 minutes of SIP data
     */
    AlpacaDataApi(AlpacaMarket market, AlpacaPages pages, boolean recentSip, Supplier<Instant> now) {
        this.market = market;
        this.pages = pages;
        this.recentSip = recentSip;
        this.now = now;
    }

    /** Whether a call is one of this API's. */
    static boolean isData(AlpacaCall call) {
        String version = call.path().isEmpty() ? "" : call.path().get(0);
        return version.startsWith("v1beta") || isStocks(call);
    }

    /** Whether a call needs no key. */
    static boolean isFree(AlpacaCall call) {
        return call.path().size() > 1
                && call.path().get(0).equals("v1beta3")
                && call.path().get(1).equals("crypto");
    }

    private static boolean isStocks(AlpacaCall call) {
        return call.path().size() > 2
                && call.path().get(0).equals("v2")
                && call.path().get(1).equals("stocks");
    }

    AlpacaReply answer(AlpacaCall call) {
        if (isStocks(call)) {
            return AlpacaReply.ok(stocks(call));
        }
        if (isFree(call) && call.path().size() > 3) {
            return AlpacaReply.ok(crypto(call));
        }
        if (call.path().size() > 2 && call.path().subList(0, 2).equals(List.of("v1beta1", "options"))) {
            return AlpacaReply.ok(several(call, 2, "us_option"));
        }
        if (call.path().equals(List.of("v1beta1", "news"))) {
            return AlpacaReply.ok(news(call));
        }
        throw AlpacaRefusal.ofData(404, "endpoint not found");
    }

    // --- Stocks ---------------------------------------------------------------------------------------------------

    private ObjectNode stocks(AlpacaCall call) {
        String tail = String.join("/", call.path().subList(2, call.path().size()));
        return switch (tail) {
            case "bars", "trades" -> history(call, lines(call, "us_equity"), tail, null);
            case "bars/latest", "trades/latest", "quotes/latest" ->
                latest(lines(call, "us_equity"), tail.substring(0, tail.indexOf('/')));
            case "snapshots" -> snapshots(lines(call, "us_equity"));
            default -> oneStock(call);
        };
    }

    private ObjectNode oneStock(AlpacaCall call) {
        String symbol = call.path().get(2);
        AlpacaLine line = market.find(symbol);
        if (line == null || !line.asset.assetClass().equals("us_equity")) {
            throw AlpacaRefusal.ofData(400, "invalid symbol: " + symbol);
        }
        String tail = String.join("/", call.path().subList(3, call.path().size()));
        return switch (tail) {
            case "bars", "trades" -> history(call, List.of(line), tail, symbol);
            case "bars/latest", "trades/latest", "quotes/latest" ->
                newestOf(line, tail.substring(0, tail.indexOf("s/")));
            case "snapshot" -> snapshot(line).put("symbol", symbol);
            default -> throw AlpacaRefusal.ofData(404, "endpoint not found");
        };
    }

    private static ObjectNode newestOf(AlpacaLine line, String kind) {
        String symbol = line.asset.symbol();
        ObjectNode newest = newest(line, kind + "s");
        if (newest == null) {
            throw AlpacaRefusal.ofData(404, "no " + kind + " found for " + symbol);
        }
        ObjectNode node = AlpacaJson.object().put("symbol", symbol);
        node.set(kind, newest);
        return node;
    }

    // --- Crypto ---------------------------------------------------------------------------------------------------

    private ObjectNode crypto(AlpacaCall call) {
        return several(call, 3, "crypto");
    }

    /** Crypto and options: calls for several symbols, snapshots in a wrapper. */
    private ObjectNode several(AlpacaCall call, int skipped, String assetClass) {
        String tail = String.join("/", call.path().subList(skipped, call.path().size()));
        List<AlpacaLine> lines = lines(call, assetClass);
        return switch (tail) {
            case "bars", "trades" -> history(call, lines, tail, null);
            case "latest/bars", "latest/trades", "latest/quotes", "latest/orderbooks" ->
                latest(lines, tail.substring("latest/".length()));
            case "trades/latest", "quotes/latest" -> latest(lines, tail.substring(0, tail.indexOf('/')));
            case "snapshots" -> {
                ObjectNode wrapped = AlpacaJson.object();
                wrapped.set("snapshots", snapshots(lines));
                yield wrapped;
            }
            default -> throw AlpacaRefusal.ofData(404, "endpoint not found");
        };
    }

    /** The lines asked for, by name; symbols that are not known are left out, as the venue does. */
    private List<AlpacaLine> lines(AlpacaCall call, String assetClass) {
        Set<String> symbols = call.list("symbols");
        if (symbols.isEmpty()) {
            throw AlpacaRefusal.ofData(400, "symbols is required");
        }
        List<AlpacaLine> found = new ArrayList<>();
        for (AlpacaLine line : market.lines()) {
            if (line.asset.assetClass().equals(assetClass) && symbols.contains(line.asset.symbol())) {
                found.add(line);
            }
        }
        return found;
    }

    private static ObjectNode latest(Collection<AlpacaLine> lines, String kind) {
        ObjectNode wrapped = AlpacaJson.object();
        ObjectNode all = wrapped.putObject(kind);
        for (AlpacaLine line : lines) {
            ObjectNode newest = newest(line, kind);
            if (newest != null) {
                all.set(line.asset.symbol(), newest);
            }
        }
        return wrapped;
    }

    private static @Nullable ObjectNode newest(AlpacaLine line, String kind) {
        return switch (kind) {
            case "trades" -> line.trades.peekLast();
            case "bars" ->
                line.minutes.isEmpty()
                        ? null
                        : line.minutes.lastEntry().getValue().toJson();
            case "orderbooks" -> line.bookJson();
            default -> line.quotedAt.equals(Instant.EPOCH) ? null : line.quoteJson();
        };
    }

    private ObjectNode snapshots(Collection<AlpacaLine> lines) {
        ObjectNode all = AlpacaJson.object();
        lines.forEach(line -> all.set(line.asset.symbol(), snapshot(line)));
        return all;
    }

    private ObjectNode snapshot(AlpacaLine line) {
        LocalDate today = now.get().atZone(AlpacaSessions.NEW_YORK).toLocalDate();
        ObjectNode node = AlpacaJson.object();
        set(node, "latestTrade", newest(line, "trades"));
        set(node, "latestQuote", newest(line, "quotes"));
        set(node, "minuteBar", newest(line, "bars"));
        AlpacaBar day = market.day(line, today);
        set(node, "dailyBar", day == null ? null : day.toJson());
        AlpacaBar before = null;
        for (int back = 1; back <= 7 && before == null; back++) {
            before = market.day(line, today.minusDays(back));
        }
        set(node, "prevDailyBar", before == null ? null : before.toJson());
        return node;
    }

    private static void set(ObjectNode node, String field, @Nullable ObjectNode value) {
        if (value != null) {
            node.set(field, value);
        }
    }

    // --- History --------------------------------------------------------------------------------------------------

    private ObjectNode history(AlpacaCall call, List<AlpacaLine> lines, String kind, @Nullable String single) {
        Instant time = now.get();
        boolean stock = isStocks(call);
        String feed = call.value("feed");
        boolean delayed = stock && !recentSip && (feed.isEmpty() || feed.equals("sip"));
        Instant newestAllowed = delayed ? time.minus(RECENT) : time;
        Instant end = call.time("end").orElse(newestAllowed);
        if (delayed && end.isAfter(newestAllowed)) {
            throw AlpacaRefusal.ofData(403, "subscription does not permit querying recent SIP data");
        }
        Instant midnight = time.atZone(AlpacaSessions.NEW_YORK)
                .toLocalDate()
                .atStartOfDay(AlpacaSessions.NEW_YORK)
                .toInstant();
        Instant start = call.time("start").orElse(midnight);
        List<AlpacaPages.Row> rows = new ArrayList<>();
        for (AlpacaLine line : lines) {
            List<AlpacaPages.Row> own = kind.equals("bars")
                    ? bars(line, AlpacaTimeframe.parse(call.value("timeframe")), start, end)
                    : trades(line, start, end);
            if (call.value("sort").equals("desc")) {
                Collections.reverse(own);
            }
            rows.addAll(own);
        }
        int limit = call.number("limit", USUAL_PAGE, LARGEST_PAGE);
        return pages.page(rows, kind, limit, call.value("page_token"), single);
    }

    private static List<AlpacaPages.Row> bars(AlpacaLine line, AlpacaTimeframe frame, Instant start, Instant end) {
        SortedMap<Instant, AlpacaBar> bars = new TreeMap<>();
        for (AlpacaBar minute : line.minutes.values()) {
            Instant at = frame.startOf(minute.start());
            if (!at.isBefore(start) && !at.isAfter(end)) {
                AlpacaBar first = new AlpacaBar(
                        at,
                        minute.open(),
                        minute.high(),
                        minute.low(),
                        minute.close(),
                        minute.volume(),
                        minute.trades(),
                        minute.turnover());
                bars.merge(at, first, AlpacaBar::and);
            }
        }
        List<AlpacaPages.Row> rows = new ArrayList<>();
        bars.values().forEach(bar -> rows.add(new AlpacaPages.Row(line.asset.symbol(), bar.toJson())));
        return rows;
    }

    private static List<AlpacaPages.Row> trades(AlpacaLine line, Instant start, Instant end) {
        List<AlpacaPages.Row> rows = new ArrayList<>();
        for (ObjectNode trade : line.trades) {
            Instant at = Instant.parse(trade.path("t").asText());
            if (!at.isBefore(start) && !at.isAfter(end)) {
                rows.add(new AlpacaPages.Row(line.asset.symbol(), trade));
            }
        }
        return rows;
    }

    private ObjectNode news(AlpacaCall call) {
        Set<String> symbols = call.list("symbols");
        Instant start = call.time("start").orElse(Instant.EPOCH);
        Instant end = call.time("end").orElse(now.get());
        List<AlpacaPages.Row> rows = new ArrayList<>();
        for (ObjectNode item : market.news()) {
            Instant at = Instant.parse(item.path("created_at").asText());
            boolean wanted = symbols.isEmpty();
            for (var symbol : item.path("symbols")) {
                wanted |= symbols.contains(symbol.asText());
            }
            if (wanted && !at.isBefore(start) && !at.isAfter(end)) {
                rows.add(new AlpacaPages.Row("", item));
            }
        }
        if (!call.value("sort").equals("asc")) {
            Collections.reverse(rows);
        }
        ObjectNode page = pages.page(rows, "news", call.number("limit", 10, 50), call.value("page_token"), "");
        page.remove("symbol");
        if (!(page.path("news") instanceof ArrayNode)) {
            page.putArray("news");
        }
        return page;
    }
}
