package io.fairlead.examples;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.core.engine.Alarm;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.orchestrator.Decision;
import io.fairlead.orchestrator.DecisionListener;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells what happens while it happens: entries with the decision behind them, exits with what they earned, denials, alarms. Holds are
 * not worth a line, nor is the same denial twice a day. On the session's thread.
 */
final class TradeLog implements SessionListener, DecisionListener {
    private static final int DATE_LENGTH = 10;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** What is held of one instrument by one strategy, and what has been paid for it. */
    private static final class Holding {
        private BigDecimal units = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;
        private String entryTag = "";
    }

    private record Line(long nanos, String text) {}

    private final Screen screen;
    private final ZoneId zone;
    /** What happened since the clock last moved: told in the order of time, for fills of one bar come in the order of symbols. */
    private final List<Line> untold = new ArrayList<>();

    private final Map<InstrumentId, Instrument> instruments = new HashMap<>();
    private final Map<String, Holding> holdings = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final Set<String> toldToday = new HashSet<>();
    private long lastDenialNanos = Long.MIN_VALUE;

    /** Of a session on these instruments, with times in a zone. */
    TradeLog(Screen screen, List<Instrument> traded, ZoneId zone) {
        this.screen = screen;
        this.zone = zone;
        traded.forEach(instrument -> instruments.put(instrument.id(), instrument));
    }

    @Override
    public void onDecision(Decision decision) {
        if (decision.action().isEntry()) {
            decision.tally()
                    .ifPresent(tally -> reasons.put(
                            decision.id(),
                            String.format(
                                    Locale.ROOT,
                                    "%d of %d agree, support %.2f, %s",
                                    tally.agreeing(),
                                    tally.voters(),
                                    tally.support(),
                                    words(decision.regime()))));
        }
    }

    @Override
    public void onOrderEvent(String strategy, OrderEvent event) {
        OrderRequest request = event.order().request();
        if (event instanceof OrderEvent.Filled filled) {
            onFill(strategy, request, filled.fill());
        } else if (event instanceof OrderEvent.Denied denied) {
            onDenial(request, denied);
        } else if (event instanceof OrderEvent.Rejected rejected) {
            tell(event.timeNanos(), request.instrument(), "rejected", request + ": " + rejected.reason());
        }
    }

    /** Once a day for each symbol and code: a strategy may ask again at every bar, and is told the same. */
    private void onDenial(OrderRequest request, OrderEvent.Denied denied) {
        lastDenialNanos = denied.timeNanos();
        String day = time(denied.timeNanos()).substring(0, DATE_LENGTH);
        if (toldToday.add(day + request.instrument() + denied.denial().code())) {
            String text = request + ": " + denied.denial().code() + " "
                    + denied.denial().detail();
            tell(denied.timeNanos(), request.instrument(), "denied", text);
        }
    }

    private void onFill(String strategy, OrderRequest request, Fill fill) {
        Holding holding = holdings.computeIfAbsent(strategy + " " + fill.instrument(), key -> new Holding());
        boolean opens = holding.units.signum() == 0;
        boolean adds = opens || holding.units.signum() == fill.side().sign();
        if (opens) {
            holding.entryTag = request.tag();
        }
        BigDecimal signed =
                fill.quantity().value().multiply(BigDecimal.valueOf(fill.side().sign()));
        holding.units = holding.units.add(signed);
        holding.paid = holding.paid.add(signed.multiply(fill.price().value())).add(feesInQuote(fill));
        String what = String.format(Locale.ROOT, "%6s at %-10s ", fill.quantity(), RunOutput.plain(fill.price()));
        if (adds) {
            String reason = reasons.getOrDefault(request.decisionId(), request.tag());
            tell(fill.timeNanos(), fill.instrument(), fill.side().sign() > 0 ? "buy" : "short", what + reason);
        } else {
            tell(
                    fill.timeNanos(),
                    fill.instrument(),
                    fill.side().sign() > 0 ? "cover" : "sell",
                    what + exit(holding, request));
        }
        if (holding.units.signum() == 0) {
            holding.paid = BigDecimal.ZERO;
        }
    }

    private BigDecimal feesInQuote(Fill fill) {
        Instrument instrument = instruments.get(fill.instrument());
        return fill.fees().stream()
                .filter(fee -> instrument != null && fee.currency().equals(instrument.quoteCurrency()))
                .map(fee -> fee.value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String exit(Holding holding, OrderRequest request) {
        boolean ownLabel = !request.tag().isEmpty() && !request.tag().equals(holding.entryTag);
        String how = request.type() != OrderType.MARKET || !ownLabel
                ? request.type().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : request.tag();
        if (holding.units.signum() != 0) {
            return how + ", in part";
        }
        BigDecimal net = holding.paid.negate().setScale(2, RoundingMode.HALF_EVEN);
        return String.format(Locale.ROOT, "%s, %+,.2f after fees", how, net);
    }

    @Override
    public void onEquity(long timeNanos, long equityE8) {
        if (!untold.isEmpty()) {
            flush();
        }
    }

    /** Tells what has not been told yet. */
    void flush() {
        untold.sort(Comparator.comparingLong(Line::nanos));
        untold.forEach(line -> screen.line(line.text()));
        untold.clear();
    }

    @Override
    public void onAlarm(Alarm alarm) {
        note(alarm.timeNanos(), "ALARM " + alarm.code() + ": " + alarm.detail());
    }

    @Override
    public void onLog(String strategy, long timeNanos, String message) {
        boolean toldAlready = timeNanos == lastDenialNanos && message.contains("not entered");
        if (!toldAlready) {
            note(timeNanos, "note: " + message);
        }
    }

    private void note(long nanos, String text) {
        untold.add(new Line(nanos, time(nanos) + "  " + text));
    }

    private void tell(long nanos, InstrumentId instrument, String action, String text) {
        String line = String.format(Locale.ROOT, "%s  %-6s %-8s %s", time(nanos), instrument.symbol(), action, text);
        untold.add(new Line(nanos, line.stripTrailing()));
    }

    private String time(long nanos) {
        Instant instant = EpochNanos.toInstant(nanos);
        return MINUTE.format(instant.atZone(zone));
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
