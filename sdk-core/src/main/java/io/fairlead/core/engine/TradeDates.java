package io.fairlead.core.engine;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Side;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.InstrumentTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which positions were opened on which date, which of them ended on the same one, and which sales have not settled: what the dated
 * rules of markets ask. Dates are those of a market's time zone, as trade dates are. Securities of one currency and time zone count as
 * one market. Knows the fills that the session has seen. On the session's thread.
 */
final class TradeDates {
    private static final long DAY = Duration.ofDays(1).toNanos();
    /** Longer than three business days with a weekend and holidays, and than five sessions. */
    private static final long MEMORY = 15 * DAY;

    private static final long NEVER = Long.MIN_VALUE;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private record DayTrade(int index, LocalDate date, long timeNanos) {}

    private record Sale(int index, long timeNanos, long proceedsE8) {}

    private final InstrumentTable instruments;
    private final Ledger ledger;
    private final ArrayDeque<DayTrade> dayTrades = new ArrayDeque<>();
    private final ArrayDeque<Sale> sales = new ArrayDeque<>();
    /** When a position was last made larger, and not smaller since. */
    private long[] increased = {};
    /** When a position was last made larger. */
    private long[] lastIncrease = {};

    TradeDates(InstrumentTable instruments, Ledger ledger) {
        this.instruments = instruments;
        this.ledger = ledger;
    }

    private static boolean isSecurity(Instrument instrument) {
        AssetClass kind = instrument.assetClass();
        return kind == AssetClass.EQUITY || kind == AssetClass.ETF || kind == AssetClass.OPTION;
    }

    /** A fill has been booked; before and after are the position with its sign. */
    void onFill(int index, Fill fill, long before, long after) {
        Instrument rules = instruments.get(index);
        if (!isSecurity(rules)) {
            return;
        }
        ensure(index);
        long now = fill.timeNanos();
        forget(now);
        if (fill.side() == Side.SELL) {
            sales.add(new Sale(index, now, proceeds(rules, fill)));
        }
        boolean reduces = before != 0 && (after == 0 || (before ^ after) < 0 || Math.abs(after) < Math.abs(before));
        if (reduces && increased[index] != NEVER && now - increased[index] < DAY) {
            LocalDate date = dateOf(rules, now);
            if (date.equals(dateOf(rules, increased[index]))) {
                dayTrades.add(new DayTrade(index, date, now));
            }
        }
        boolean grows = !reduces || ((before ^ after) < 0 && after != 0);
        increased[index] = grows ? now : NEVER;
        lastIncrease[index] = grows ? now : lastIncrease[index];
    }

    // ---- checkpoints

    long increased(int index) {
        return index < increased.length ? increased[index] : NEVER;
    }

    long lastIncrease(int index) {
        return index < lastIncrease.length ? lastIncrease[index] : NEVER;
    }

    List<CheckpointPart> kept() {
        List<CheckpointPart> parts = new ArrayList<>();
        sales.forEach(sale -> parts.add(new CheckpointPart.Sold(sale.index(), sale.timeNanos(), sale.proceedsE8())));
        dayTrades.forEach(
                trade -> parts.add(new CheckpointPart.DayTraded(trade.index(), trade.date(), trade.timeNanos())));
        return parts;
    }

    void restore(int index, long increasedNanos, long lastIncreaseNanos) {
        ensure(index);
        increased[index] = increasedNanos;
        lastIncrease[index] = lastIncreaseNanos;
    }

    void restore(CheckpointPart.Sold kept, int index) {
        sales.add(new Sale(index, kept.timeNanos(), kept.proceedsE8()));
    }

    void restore(CheckpointPart.DayTraded kept, int index) {
        dayTrades.add(new DayTrade(index, kept.date(), kept.timeNanos()));
    }

    private long proceeds(Instrument rules, Fill fill) {
        Money value = rules.notional(fill.price(), fill.quantity());
        if (rules.quoteCurrency().equals(ledger.baseCurrency()) && value.fitsScale(8)) {
            return value.toScaled(8);
        }
        BigDecimal rate = rules.quoteCurrency().equals(ledger.baseCurrency())
                ? BigDecimal.ONE
                : ledger.rateToBase(rules.quoteCurrency()).orElse(null);
        if (rate == null) {
            return Long.MAX_VALUE;
        }
        BigDecimal amount = value.value().multiply(rate).setScale(8, RoundingMode.UP);
        return amount.unscaledValue().bitLength() > 63
                ? Long.MAX_VALUE
                : amount.unscaledValue().longValue();
    }

    private void forget(long now) {
        while (!dayTrades.isEmpty() && now - dayTrades.peek().timeNanos() > MEMORY) {
            dayTrades.poll();
        }
        while (!sales.isEmpty() && now - sales.peek().timeNanos() > MEMORY) {
            sales.poll();
        }
    }

    int dayTrades(int index, int sessions, long nowNanos) {
        Instrument rules = instruments.get(index);
        LocalDate first = dateOf(rules, nowNanos);
        for (int counted = rules.calendar().sessionOn(first).isPresent() ? 1 : 0; counted < sessions; ) {
            first = first.minusDays(1);
            counted += rules.calendar().sessionOn(first).isPresent() ? 1 : 0;
        }
        int count = 0;
        for (DayTrade trade : dayTrades) {
            count += isSameMarket(rules, trade.index()) && !trade.date().isBefore(first) ? 1 : 0;
        }
        return count;
    }

    int openedToday(int index, long nowNanos) {
        Instrument rules = instruments.get(index);
        LocalDate today = dateOf(rules, nowNanos);
        int count = 0;
        for (int i = 0; i < lastIncrease.length; i++) {
            boolean recent = i != index && lastIncrease[i] != NEVER && nowNanos - lastIncrease[i] < DAY;
            if (recent
                    && ledger.quantityScaled(i) != 0
                    && isSameMarket(rules, i)
                    && today.equals(dateOf(rules, lastIncrease[i]))) {
                count++;
            }
        }
        return count;
    }

    long unsettledE8(int index, int days, long nowNanos) {
        Instrument rules = instruments.get(index);
        LocalDate today = dateOf(rules, nowNanos);
        long sum = 0;
        for (Sale sale : sales) {
            if (isSameMarket(rules, sale.index())
                    && settles(rules, dateOf(rules, sale.timeNanos()), days).isAfter(today)) {
                sum = sum + sale.proceedsE8() < 0 ? Long.MAX_VALUE : sum + sale.proceedsE8();
            }
        }
        return sum;
    }

    /** So many business days after a trade date: sessions, less the days on which the exchange trades and banks are closed. */
    private static LocalDate settles(Instrument rules, LocalDate traded, int days) {
        LocalDate date = traded;
        for (int counted = 0; counted < days; ) {
            date = date.plusDays(1);
            boolean business = rules.calendar().sessionOn(date).isPresent()
                    && !(rules.calendar().zone().equals(NEW_YORK) && isBankHoliday(date));
            counted += business ? 1 : 0;
        }
        return date;
    }

    /** Columbus Day and Veterans Day: exchanges trade, the Federal Reserve does not settle. */
    static boolean isBankHoliday(LocalDate date) {
        boolean columbus = date.getMonth() == Month.OCTOBER
                && date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.MONDAY)));
        boolean veterans = date.getMonth() == Month.NOVEMBER
                && (date.getDayOfMonth() == 11
                        || (date.getDayOfMonth() == 12 && date.getDayOfWeek() == DayOfWeek.MONDAY));
        return columbus || veterans;
    }

    private boolean isSameMarket(Instrument rules, int other) {
        Instrument that = instruments.get(other);
        return isSecurity(that)
                && that.quoteCurrency().equals(rules.quoteCurrency())
                && that.calendar().zone().equals(rules.calendar().zone());
    }

    private static LocalDate dateOf(Instrument rules, long nanos) {
        return LocalDate.ofInstant(EpochNanos.toInstant(nanos), rules.calendar().zone());
    }

    private void ensure(int index) {
        if (index >= increased.length) {
            int known = increased.length;
            increased = Arrays.copyOf(increased, Math.max(index + 1, known * 2));
            lastIncrease = Arrays.copyOf(lastIncrease, increased.length);
            Arrays.fill(increased, known, increased.length, NEVER);
            Arrays.fill(lastIncrease, known, lastIncrease.length, NEVER);
        }
    }
}
