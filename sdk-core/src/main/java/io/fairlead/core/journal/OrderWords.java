package io.fairlead.core.journal;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.ExitPrice;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Trail;
import io.fairlead.core.journal.JournalRecord.GateNumbers;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.JournalRecord.Reserve;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.Optional;

/** What is said of orders, as words. */
final class OrderWords {
    /** Amounts of the base currency are counted in 10^-8. */
    private static final int AMOUNT_SCALE = 8;

    private final RunNames names;

    OrderWords(RunNames names) {
        this.names = names;
    }

    /** Puts a record's facts; false if it is not one of an order. */
    boolean put(JournalRecord record, Words words) {
        return putIntent(record, words) || putNews(record, words);
    }

    private boolean putIntent(JournalRecord record, Words words) {
        if (record instanceof OrderIntended intended) {
            put(intended, words);
        } else if (record instanceof JournalRecord.LegIntended leg) {
            words.put("order", leg.order()).put("client", leg.clientOrderId());
            put(leg.request(), words);
        } else if (record instanceof JournalRecord.LegRecalled leg) {
            words.put("order", leg.order());
        } else if (record instanceof JournalRecord.LegRevised leg) {
            words.put("order", leg.order());
            put(leg.change(), words);
        } else if (record instanceof JournalRecord.CancelIntended cancel) {
            words.put("order", cancel.order());
        } else if (record instanceof JournalRecord.ReplaceIntended replace) {
            words.put("order", replace.order())
                    .put("client", replace.current())
                    .put("venue", replace.venueOrderId())
                    .put("next", replace.next());
            put(replace.change(), words);
        } else {
            return false;
        }
        return true;
    }

    private boolean putNews(JournalRecord record, Words words) {
        if (record instanceof JournalRecord.OrderDenied denied) {
            words.put("order", denied.order())
                    .put("client", denied.clientOrderId())
                    .put("strategy", names.strategy(denied.strategy()));
            put(denied.denial(), words);
            put(denied.request(), words);
        } else if (record instanceof JournalRecord.SubmitAnswered answered) {
            words.put("order", answered.order())
                    .put("answer", answered.result().getClass().getSimpleName());
            put(answered.result(), words);
        } else if (record instanceof JournalRecord.ActionAnswered answered) {
            words.put("order", answered.order())
                    .put("action", answered.action())
                    .put("answer", answered.result().getClass().getSimpleName());
            put(answered.result(), words);
        } else if (record instanceof JournalRecord.Reported reported) {
            put(reported.report(), words);
        } else if (record instanceof JournalRecord.EventTold told) {
            words.put("order", told.order())
                    .put("strategy", names.strategy(told.strategy()))
                    .put("event", told.event())
                    .putTime("at", told.eventNanos())
                    .putText("detail", told.detail());
        } else {
            return false;
        }
        return true;
    }

    private void put(OrderIntended intended, Words words) {
        words.put("order", intended.order())
                .put("client", intended.clientOrderId())
                .put("strategy", names.strategy(intended.strategy()));
        put(intended.request(), words);
        if (!intended.legs().isEmpty()) {
            words.put("group", intended.contingency()).put("handling", intended.handling());
        }
        for (Leg leg : intended.legs()) {
            words.put("leg", leg.order() + " " + leg.clientOrderId() + " " + requestOf(leg.request()));
        }
        putGate(intended, words);
    }

    /** What the gate saw: amounts in the base currency, prices and quantities where the instrument's scales are known. */
    void putGate(OrderIntended intended, Words words) {
        GateNumbers numbers = intended.numbers();
        Reserve reserve = intended.reserve();
        Optional<Instrument> rules = names.rules(intended.instrument());
        rules.ifPresent(known -> words.putScaled("reference", numbers.referencePriceScaled(), known.priceScale())
                .putScaled("riskPrice", reserve.priceScaled(), known.priceScale())
                .putScaled("estimated", reserve.estimatedScaled(), known.quantityScale()));
        words.put("notional", Words.plain(numbers.notionalE8(), AMOUNT_SCALE));
        rules.ifPresent(
                known -> words.put("worstPosition", Words.plain(numbers.worstPositionScaled(), known.quantityScale())));
        words.put("equity", Words.plain(numbers.equityE8(), AMOUNT_SCALE))
                .put("dayPnl", Words.plain(numbers.dayPnlE8(), AMOUNT_SCALE));
    }

    static String requestOf(OrderRequest request) {
        Words words = new Words();
        put(request, words);
        return words.toString();
    }

    static void put(OrderRequest request, Words words) {
        words.put("side", request.side())
                .put("quantity", request.quantity())
                .put("for", request.notional())
                .put("instrument", request.instrument())
                .put("type", request.type())
                .put("limit", request.limitPrice())
                .put("trigger", request.triggerPrice())
                .put("trail", request.trail().map(OrderWords::inWords))
                .put("timeInForce", request.timeInForce())
                .put("until", request.expireAt())
                .putFlag("postOnly", request.postOnly())
                .putFlag("reduceOnly", request.reduceOnly())
                .putFlag("extendedHours", request.extendedHours())
                .put("display", request.displayQuantity())
                .put("account", request.account())
                .put("ownId", request.clientOrderId())
                .put("bracket", request.bracket().map(OrderWords::inWords))
                .putText("tag", request.tag())
                .putText("decision", request.decisionId());
    }

    private static String inWords(Trail trail) {
        return trail instanceof Trail.Amount amount
                ? amount.amount().toString()
                : ((Trail.Percent) trail).percent().toPlainString() + "%";
    }

    private static String inWords(Bracket bracket) {
        String stop = bracket.stop().map(exit -> "stop " + inWords(exit) + " ").orElse("");
        String target =
                bracket.target().map(exit -> "target " + inWords(exit) + " ").orElse("");
        return stop + target + bracket.timeInForce();
    }

    private static String inWords(ExitPrice exit) {
        if (exit instanceof ExitPrice.At at) {
            return "at " + at.price();
        }
        return exit instanceof ExitPrice.Offset offset
                ? "off " + offset.distance()
                : "off " + ((ExitPrice.Percent) exit).percent().toPlainString() + "%";
    }

    static void put(OrderChange change, Words words) {
        words.put("quantity", change.quantity())
                .put("limit", change.limitPrice())
                .put("trigger", change.triggerPrice());
    }

    static void put(Denial denial, Words words) {
        words.put("code", denial.code()).put("detail", denial.detail()).put("remedy", denial.remedy());
    }

    private static void put(SubmitResult result, Words words) {
        words.put("client", result.clientOrderId());
        if (result instanceof SubmitResult.Accepted accepted) {
            words.put("venue", accepted.venueOrderId())
                    .putAll(
                            "legs",
                            accepted.legs().stream().map(OrderWords::inWords).toList());
        } else if (result instanceof SubmitResult.Rejected rejected) {
            words.put("reason", rejected.venueText());
        } else if (result instanceof SubmitResult.Denied denied) {
            put(denied.denial(), words);
        } else {
            words.put("what", ((SubmitResult.Unknown) result).what());
        }
    }

    private static void put(ActionResult result, Words words) {
        if (result instanceof ActionResult.Refused refused) {
            words.put("reason", refused.venueText());
        } else if (result instanceof ActionResult.Unknown unknown) {
            words.put("what", unknown.what());
        }
    }

    private static String inWords(OrderKey key) {
        String client = key.clientOrderId().map(Object::toString).orElse("");
        return key.venueOrderId().map(venue -> client + "/" + venue).orElse(client);
    }

    private static void put(OrderKey key, Words words) {
        words.put("client", key.clientOrderId()).put("venue", key.venueOrderId());
    }

    static void put(OrderReport report, Words words) {
        words.put("report", report.getClass().getSimpleName());
        put(report.key(), words);
        words.putTime("at", report.timeNanos());
        if (report instanceof OrderReport.Filled filled) {
            put(filled.fill(), words);
        } else if (report instanceof OrderReport.FilledUnpriced filled) {
            put(filled.fill(), words);
        } else if (report instanceof OrderReport.Priced priced) {
            words.put("execution", priced.executionId())
                    .put("price", priced.price())
                    .putAll("fees", priced.fees());
        } else if (report instanceof OrderReport.Corrected corrected) {
            words.put("former", corrected.executionId());
            put(corrected.corrected(), words);
        } else if (report instanceof OrderReport.Busted busted) {
            words.put("execution", busted.executionId());
        } else if (report instanceof OrderReport.Replaced replaced) {
            words.put("now", inWords(replaced.now()));
        } else {
            putReason(report, words);
        }
    }

    private static void putReason(OrderReport report, Words words) {
        if (report instanceof OrderReport.Suspended suspended) {
            words.putText("reason", suspended.reason());
        } else if (report instanceof OrderReport.ReplaceRejected rejected) {
            words.putText("reason", rejected.reason());
        } else if (report instanceof OrderReport.CancelRejected rejected) {
            words.putText("reason", rejected.reason());
        } else if (report instanceof OrderReport.Rejected rejected) {
            words.putText("reason", rejected.reason());
        } else if (report instanceof OrderReport.Cancelled cancelled) {
            words.putText("reason", cancelled.reason()).put("filled", cancelled.filledQuantity());
        } else if (report instanceof OrderReport.Expired expired) {
            words.put("filled", expired.filledQuantity());
        }
    }

    static void put(Fill fill, Words words) {
        words.put("side", fill.side())
                .put("quantity", fill.quantity())
                .put("instrument", fill.instrument())
                .put("price", fill.price())
                .putAll("fees", fill.fees())
                .put("liquidity", fill.liquidity())
                .put("execution", fill.executionId());
    }

    void putVenue(VenueRead read, Words words) {
        words.putTime("asked", read.askedNanos())
                .putAll(
                        "open",
                        read.openOrders().stream().map(OrderWords::inWords).toList())
                .putAll(
                        "lookedUp",
                        read.lookedUp().stream().map(OrderWords::inWords).toList())
                .putAll(
                        "notFound",
                        read.notFound().stream().map(OrderWords::inWords).toList())
                .putTime("since", read.sinceNanos())
                .putAll(
                        "executions",
                        read.executions().stream()
                                .map(one ->
                                        inWords(one.key()) + " " + one.fill().executionId() + " "
                                                + one.fill().side() + " "
                                                + one.fill().quantity() + " @ "
                                                + one.fill().price())
                                .toList());
        read.account()
                .ifPresent(account -> words.putAll("cash", account.cash())
                        .putAll(
                                "positions",
                                account.positions().stream()
                                        .map(held -> held.direction() + " " + held.quantity() + " " + held.instrument())
                                        .toList()));
    }

    static String inWords(VenueOrder order) {
        return inWords(order.key()) + " " + order.side() + " "
                + order.quantity().map(Object::toString).orElse("?") + " " + order.instrument() + " " + order.type()
                + order.limitPrice().map(price -> " limit " + price).orElse("")
                + order.triggerPrice().map(price -> " trigger " + price).orElse("")
                + " " + order.timeInForce() + " filled " + order.filledQuantity() + " " + order.lifecycle();
    }
}
