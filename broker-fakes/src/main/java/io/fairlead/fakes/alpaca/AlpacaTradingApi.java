package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the trading API. Guarded by the venue's lock. */
final class AlpacaTradingApi {
    private static final int USUAL_ORDERS = 50;
    private static final int MOST_ORDERS = 500;
    private static final int MOST_ACTIVITIES = 100;

    private final AlpacaAccount account;
    private final AlpacaOrders orders;
    private final AlpacaLedger ledger;
    private final AlpacaMarket market;
    private final AlpacaGuard guard;
    private final AlpacaExchange exchange;
    private final AlpacaJson style;
    private final Supplier<Instant> now;

    AlpacaTradingApi(
            AlpacaAccount account,
            AlpacaOrders orders,
            AlpacaLedger ledger,
            AlpacaMarket market,
            AlpacaGuard guard,
            AlpacaExchange exchange,
            AlpacaJson style,
            Supplier<Instant> now) {
        this.account = account;
        this.orders = orders;
        this.ledger = ledger;
        this.market = market;
        this.guard = guard;
        this.exchange = exchange;
        this.style = style;
        this.now = now;
    }

    AlpacaReply answer(AlpacaCall call) {
        List<String> path = call.path();
        return switch (path.size() > 1 ? path.get(1) : "") {
            case "account" -> account(call, path);
            case "assets" -> AlpacaReply.ok(path.size() > 2 ? asset(path.get(2)) : assets(call));
            case "options" -> AlpacaReply.ok(contracts(call, path));
            case "clock" -> AlpacaReply.ok(clock());
            case "calendar" -> AlpacaReply.ok(calendar(call));
            case "orders" -> orders(call, path);
            case "orders:by_client_order_id" -> AlpacaReply.ok(byClientId(call));
            case "positions" -> positions(call, path);
            default -> throw AlpacaRefusal.absent("endpoint not found");
        };
    }

    // --- Account --------------------------------------------------------------------------------------------------

    private AlpacaReply account(AlpacaCall call, List<String> path) {
        if (path.size() == 2) {
            return AlpacaReply.ok(account.toJson(ledger, market, guard, style));
        }
        return switch (path.get(2)) {
            case "configurations" ->
                AlpacaReply.ok(
                        call.method().equals("PATCH") ? account.configure(call.body()) : account.configuration());
            case "activities" -> AlpacaReply.ok(activities(call, path.size() > 3 ? path.get(3) : ""));
            default -> throw AlpacaRefusal.absent("endpoint not found");
        };
    }

    private ArrayNode activities(AlpacaCall call, String type) {
        Set<String> types = type.isEmpty() ? call.list("activity_types") : Set.of(type);
        List<ObjectNode> rows = new ArrayList<>();
        for (ObjectNode row : ledger.activities()) {
            if ((types.isEmpty() || types.contains(row.path("activity_type").asText())) && isAskedFor(row, call)) {
                rows.add(row);
            }
        }
        if (!call.value("direction").equals("asc")) {
            Collections.reverse(rows);
        }
        String token = call.value("page_token");
        int from = 0;
        for (int i = 0; i < rows.size() && !token.isEmpty(); i++) {
            from = rows.get(i).path("id").asText().equals(token) ? i + 1 : from;
        }
        int size = call.number("page_size", MOST_ACTIVITIES, MOST_ACTIVITIES);
        ArrayNode page = AlpacaJson.array();
        rows.subList(from, Math.min(rows.size(), from + size)).forEach(page::add);
        return page;
    }

    private static boolean isAskedFor(ObjectNode row, AlpacaCall call) {
        String order = call.value("order_id");
        String made = row.path("transaction_time").asText(row.path("created_at").asText());
        Instant at = OffsetDateTime.parse(made).toInstant();
        Optional<Instant> after = call.time("after");
        Optional<Instant> until = call.time("until");
        String date = call.value("date");
        return (order.isEmpty() || row.path("order_id").asText().equals(order))
                && (after.isEmpty() || at.isAfter(after.get()))
                && (until.isEmpty() || at.isBefore(until.get()))
                && (date.isEmpty() || at.toString().startsWith(date));
    }

    // --- Assets, clock, calendar ----------------------------------------------------------------------------------

    private ArrayNode assets(AlpacaCall call) {
        String wanted = call.value("asset_class").isEmpty() ? "us_equity" : call.value("asset_class");
        String exchangeName = call.value("exchange");
        ArrayNode array = AlpacaJson.array();
        if (call.value("status").equals("inactive")) {
            return array;
        }
        for (AlpacaLine line : market.lines()) {
            boolean there = exchangeName.isEmpty() || line.asset.exchange().equals(exchangeName);
            if (line.asset.assetClass().equals(wanted) && there) {
                array.add(line.asset.toJson());
            }
        }
        return array;
    }

    private ObjectNode asset(String word) {
        AlpacaLine line = market.find(word);
        if (line == null) {
            throw AlpacaRefusal.absent("asset not found for " + word);
        }
        return line.asset.toJson();
    }

    private JsonNode contracts(AlpacaCall call, List<String> path) {
        if (path.size() < 3 || !path.get(2).equals("contracts")) {
            throw AlpacaRefusal.absent("endpoint not found");
        }
        if (path.size() > 3) {
            AlpacaLine line = market.find(path.get(3));
            if (line == null || !line.asset.isOption()) {
                throw AlpacaRefusal.absent("option contract not found for " + path.get(3));
            }
            return contract(line);
        }
        LocalDate today = now.get().atZone(AlpacaSessions.NEW_YORK).toLocalDate();
        LocalDate from = date(call.value("expiration_date_gte"), today);
        LocalDate weekend = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        LocalDate to = date(call.value("expiration_date_lte"), weekend);
        Set<String> roots = call.list("underlying_symbols");
        ObjectNode page = AlpacaJson.object();
        ArrayNode array = page.putArray("option_contracts");
        for (AlpacaLine line : market.lines()) {
            if (line.asset.isOption()) {
                AlpacaContract contract = AlpacaContract.parse(line.asset.symbol());
                boolean due =
                        !contract.expiry().isBefore(from) && !contract.expiry().isAfter(to);
                if (due && (roots.isEmpty() || roots.contains(contract.root()))) {
                    array.add(contract(line));
                }
            }
        }
        return page.putNull("next_page_token");
    }

    private ObjectNode contract(AlpacaLine line) {
        AlpacaContract contract = AlpacaContract.parse(line.asset.symbol());
        AlpacaLine underlying = market.find(contract.root());
        return contract.toJson(line.asset, underlying == null ? null : underlying.asset, line.mark(), style);
    }

    private ObjectNode clock() {
        Instant time = now.get();
        boolean open = AlpacaSessions.phase(time) == AlpacaSessions.Phase.REGULAR;
        return AlpacaJson.object()
                .put("timestamp", style.time(time))
                .put("is_open", open)
                .put("next_open", style.time(AlpacaSessions.nextOpen(time)))
                .put("next_close", style.time(AlpacaSessions.current(time).closesAt()));
    }

    private static ArrayNode calendar(AlpacaCall call) {
        LocalDate from = date(call.value("start"), LocalDate.of(1970, 1, 1));
        LocalDate to = date(call.value("end"), LocalDate.of(2029, 12, 31));
        ArrayNode days = AlpacaJson.array();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            AlpacaSessions.day(date).ifPresent(day -> days.add(day.toJson()));
        }
        return days;
    }

    private static LocalDate date(String text, LocalDate otherwise) {
        try {
            return text.isEmpty() ? otherwise : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException malformed) {
            throw AlpacaRefusal.malformed("invalid date " + text);
        }
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    private AlpacaReply orders(AlpacaCall call, List<String> path) {
        if (path.size() == 2) {
            return switch (call.method()) {
                case "POST" -> AlpacaReply.ok(exchange.submit(call.body()));
                case "DELETE" -> new AlpacaReply(207, exchange.cancelAll());
                default -> AlpacaReply.ok(list(call));
            };
        }
        String id = path.get(2);
        return switch (call.method()) {
            case "PATCH" -> AlpacaReply.ok(exchange.replace(id, call.body()));
            case "DELETE" -> {
                exchange.cancel(id);
                yield new AlpacaReply(204, null);
            }
            default -> AlpacaReply.ok(orders.require(id).toJson(style, call.flag("nested")));
        };
    }

    private ObjectNode byClientId(AlpacaCall call) {
        String clientId = call.value("client_order_id");
        AlpacaOrder order = orders.byClientId(clientId);
        if (order == null) {
            throw AlpacaRefusal.absent("order not found for " + clientId);
        }
        return order.toJson(style, true);
    }

    private ArrayNode list(AlpacaCall call) {
        List<AlpacaOrder> found = new ArrayList<>();
        boolean nested = call.flag("nested");
        for (AlpacaOrder order : orders.all()) {
            if (isAskedFor(order, call) && !(nested && order.parent != null)) {
                found.add(order);
            }
        }
        found.sort(Comparator.comparing(order -> order.submittedAt));
        if (!call.value("direction").equals("asc")) {
            Collections.reverse(found);
        }
        found = cut(found, call);
        ArrayNode array = AlpacaJson.array();
        int limit = call.number("limit", USUAL_ORDERS, MOST_ORDERS);
        found.stream().limit(limit).forEach(order -> array.add(order.toJson(style, nested)));
        return array;
    }

    /** Everything after one id or before another, in the order listed. */
    private static List<AlpacaOrder> cut(List<AlpacaOrder> found, AlpacaCall call) {
        String after = call.value("after_order_id");
        String before = call.value("before_order_id");
        if (!after.isEmpty() && !before.isEmpty()) {
            throw AlpacaRefusal.invalid("only one of after_order_id and before_order_id is accepted");
        }
        String anchor = after + before;
        if (anchor.isEmpty()) {
            return found;
        }
        boolean ascending = call.value("direction").equals("asc");
        int at = -1;
        for (int i = 0; i < found.size(); i++) {
            at = found.get(i).id.toString().equals(anchor) ? i : at;
        }
        if (at < 0) {
            return found;
        }
        boolean tail = before.isEmpty() == ascending;
        return tail ? found.subList(at + 1, found.size()) : found.subList(0, at);
    }

    private static boolean isAskedFor(AlpacaOrder order, AlpacaCall call) {
        String status = call.value("status");
        boolean fits = switch (status) {
            case "all" -> true;
            case "closed" -> !order.isOpen();
            default -> order.isOpen();
        };
        Set<String> symbols = call.list("symbols");
        String side = call.value("side");
        Set<String> classes = call.list("asset_class");
        Optional<Instant> after = call.time("after");
        Optional<Instant> until = call.time("until");
        return fits
                && (symbols.isEmpty()
                        || symbols.contains(order.asset.symbol())
                        || symbols.contains(order.asset.symbolWithoutSlash()))
                && (side.isEmpty() || order.form.side().equals(side))
                && (classes.isEmpty() || classes.contains("all") || classes.contains(order.asset.assetClass()))
                && (after.isEmpty() || order.submittedAt.isAfter(after.get()))
                && (until.isEmpty() || order.submittedAt.isBefore(until.get()));
    }

    // --- Positions ------------------------------------------------------------------------------------------------

    private AlpacaReply positions(AlpacaCall call, List<String> path) {
        boolean close = call.method().equals("DELETE");
        if (path.size() == 2) {
            return close ? closeAll(call) : AlpacaReply.ok(positions());
        }
        AlpacaLedger.Holding holding = holding(path.get(2));
        if (close) {
            return AlpacaReply.ok(close(holding, call));
        }
        return AlpacaReply.ok(json(holding));
    }

    private ArrayNode positions() {
        ArrayNode array = AlpacaJson.array();
        ledger.holdings().forEach(holding -> array.add(json(holding)));
        return array;
    }

    private ObjectNode json(AlpacaLedger.Holding holding) {
        BigDecimal available = guard.available(holding.asset, null);
        return ledger.positionJson(holding, market, holding.qty.signum() > 0 ? available : available.negate());
    }

    private AlpacaLedger.Holding holding(String word) {
        AlpacaLine line = market.find(word);
        AlpacaLedger.Holding holding = line == null ? byPositionId(word) : ledger.holding(line.asset);
        if (holding == null) {
            throw AlpacaRefusal.absent("position does not exist");
        }
        return holding;
    }

    private AlpacaLedger.@Nullable Holding byPositionId(String id) {
        for (AlpacaLedger.Holding holding : ledger.holdings()) {
            if (holding.asset.positionAssetId().equals(id)) {
                return holding;
            }
        }
        return null;
    }

    private ObjectNode close(AlpacaLedger.Holding holding, AlpacaCall call) {
        BigDecimal qty = holding.qty.abs();
        JsonNode asked = call.query();
        BigDecimal percentage = AlpacaOrderForm.amount(asked, "percentage");
        BigDecimal part = AlpacaOrderForm.amount(asked, "qty");
        if (percentage != null) {
            qty = qty.multiply(percentage).movePointLeft(2).setScale(9, RoundingMode.DOWN);
        } else if (part != null) {
            qty = part;
        }
        ObjectNode order = AlpacaJson.object()
                .put("symbol", holding.asset.symbol())
                .put("qty", AlpacaJson.plain(qty))
                .put("side", holding.qty.signum() > 0 ? "sell" : "buy")
                .put("type", "market")
                .put("time_in_force", holding.asset.isCrypto() ? "gtc" : "day");
        return exchange.submit(order);
    }

    private AlpacaReply closeAll(AlpacaCall call) {
        if (call.flag("cancel_orders")) {
            exchange.cancelAll();
        }
        ArrayNode answers = AlpacaJson.array();
        for (AlpacaLedger.Holding holding : ledger.holdings()) {
            ObjectNode answer = answers.addObject().put("symbol", holding.asset.symbolWithoutSlash());
            try {
                answer.put("status", 200).set("body", close(holding, call));
            } catch (AlpacaRefusal refusal) {
                answer.put("status", refusal.status()).set("body", refusal.body());
            }
        }
        return new AlpacaReply(207, answers);
    }
}
