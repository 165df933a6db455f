package io.fairlead.binance;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code executionReport} events (Binance Spot API, "User data stream"). It keeps the instruments that it has met, whose names are
 * dear to check. One thread.
 */
final class ReportReader {
    private final Map<String, InstrumentId> instruments = new HashMap<>();

    /**
     * An event, understood.
     *
     * @param symbol the symbol
     * @param key the order that it is about: by {@code C} where that is given, since {@code c} of a cancel names the cancel
     * @param requestId {@code c}: the cancel's or the new order's own id
     * @param reports what it says
     * @param isEnd whether the order has ended
     * @param filled how much has filled in all
     * @param tradeId the trade; -1 for none
     */
    record Event(
            String symbol,
            OrderKey key,
            String requestId,
            List<OrderReport> reports,
            boolean isEnd,
            Quantity filled,
            long tradeId) {}

    Event read(ReportFields event) {
        String execution = event.text("x");
        String symbol = event.text("s");
        String requestId = event.text("c");
        String original = event.optionalText("C").orElse(requestId);
        VenueOrderId venueId = new VenueOrderId(Long.toString(event.whole("i")));
        OrderKey key = key(original, venueId);
        String status = event.text("X");
        Quantity filled = event.quantity("z");
        List<OrderReport> reports = new ArrayList<>(2);
        long at = OrderReader.millis(event.whole("T"));
        switch (execution) {
            case "NEW" -> reports.add(taken(event, key, at, status));
            case "CANCELED" -> reports.add(new OrderReport.Cancelled(key, at, "", Optional.of(filled)));
            case "REPLACED" -> reports.add(new OrderReport.Replaced(key, at, key(requestId, venueId)));
            case "REJECTED" -> reports.add(new OrderReport.Rejected(key, at, reason(event, "r")));
            case "TRADE" -> trade(event, key, at, status, filled, reports);
            case "EXPIRED" -> reports.add(expired(event, key, at, filled));
            case "TRADE_PREVENTION" -> prevented(key, at, status, filled, reports);
            default -> throw new UnreadableAnswerException("field x has a value that we do not know");
        }
        long tradeId = execution.equals("TRADE") ? event.whole("t") : -1;
        return new Event(symbol, key, requestId, reports, isEnd(status), filled, tradeId);
    }

    private static OrderKey key(String clientId, VenueOrderId venueId) {
        Optional<ClientOrderId> ours = OrderReader.clientId(clientId);
        return ours.map(id -> OrderKey.of(id, venueId)).orElseGet(() -> OrderKey.of(venueId));
    }

    private static boolean isEnd(String status) {
        return switch (status) {
            case "NEW", "PENDING_NEW", "PARTIALLY_FILLED", "PENDING_CANCEL" -> false;
            case "FILLED", "CANCELED", "REJECTED", "EXPIRED", "EXPIRED_IN_MATCH" -> true;
            default -> throw new UnreadableAnswerException("field X has a value that we do not know");
        };
    }

    private static OrderReport taken(ReportFields event, OrderKey key, long at, String status) {
        if (status.equals("PENDING_NEW")) {
            return new OrderReport.Suspended(key, at, "waits for the order that sets it off");
        }
        OrderType type = OrderReader.type(event.text("o"), event.has("d"));
        boolean onBook = event.isTrue("w");
        return onBook && OrderReader.waitsForTrigger(type)
                ? new OrderReport.Triggered(key, at)
                : new OrderReport.Working(key, at);
    }

    private void trade(
            ReportFields event, OrderKey key, long at, String status, Quantity filled, List<OrderReport> reports) {
        String symbol = event.text("s");
        Fill fill = new Fill(
                OrderReader.executionId(symbol, event.whole("t")),
                instruments.computeIfAbsent(symbol, SymbolRules::idOf),
                OrderReader.side(event.text("S")),
                event.quantity("l"),
                event.price("L"),
                OrderReader.fees(event.optionalDecimal("n"), event.optionalText("N")),
                event.flag("m") ? Liquidity.MAKER : Liquidity.TAKER,
                at);
        reports.add(new OrderReport.Filled(key, at, fill));
        // by notional, or where prevention took a part away, the quantity alone does not tell
        boolean unclear = event.optionalDecimal("Q").orElse(BigDecimal.ZERO).signum() > 0
                || filled.compareTo(event.quantity("q")) < 0;
        if (status.equals("FILLED") && unclear) {
            reports.add(new OrderReport.Completed(key, at));
        }
    }

    /** What the venue ended for reasons of its own is cancelled; what ran out of time or of a market has expired. */
    private static OrderReport expired(ReportFields event, OrderKey key, long at, Quantity filled) {
        String reason = reason(event, "eR");
        return switch (reason) {
            case "EXCHANGE_CANCELED", "OCO_TRIGGER", "OTO_PHASE_ONE_EXPIRED" ->
                new OrderReport.Cancelled(key, at, reason, Optional.of(filled));
            case "REJECTED" -> new OrderReport.Rejected(key, at, reason(event, "r"));
            default -> new OrderReport.Expired(key, at, Optional.of(filled));
        };
    }

    private static void prevented(OrderKey key, long at, String status, Quantity filled, List<OrderReport> reports) {
        switch (status) {
            case "EXPIRED", "EXPIRED_IN_MATCH" ->
                reports.add(new OrderReport.Cancelled(key, at, "SELF_TRADE_PREVENTION", Optional.of(filled)));
            case "FILLED" -> reports.add(new OrderReport.Completed(key, at));
            default -> reports.add(new OrderReport.Working(key, at));
        }
    }

    private static String reason(ReportFields event, String field) {
        return event.optionalText(field).filter(text -> !text.equals("NONE")).orElse("");
    }
}
