package io.fairlead.core.order;

import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.EpochNanos;
import java.time.LocalDate;
import java.util.IdentityHashMap;

/** Whether markets are open now, with each calendar's current session kept. On the session's thread. */
public final class MarketHours {
    private static final class Current {
        private final TradingCalendar calendar;
        private long openNanos;
        private long closeNanos = Long.MIN_VALUE;
        private LocalDate date = LocalDate.MIN;

        private Current(TradingCalendar calendar) {
            this.calendar = calendar;
        }

        private void moveTo(long nowNanos) {
            if (nowNanos >= closeNanos) {
                TradingCalendar.Session session = calendar.sessionEndingAfter(EpochNanos.toInstant(nowNanos));
                openNanos = EpochNanos.of(session.open());
                closeNanos = EpochNanos.of(session.close());
                date = session.date();
            }
        }
    }

    private final IdentityHashMap<TradingCalendar, Current> calendars = new IdentityHashMap<>();

    /** Knows no calendar yet. */
    public MarketHours() {}

    /** Whether a calendar's session is on; time must not go back. */
    public boolean isOpen(TradingCalendar calendar, long nowNanos) {
        Current current = at(calendar, nowNanos);
        return nowNanos >= current.openNanos;
    }

    /** When the session that is on or comes next opens, in epoch nanoseconds. */
    public long sessionOpenNanos(TradingCalendar calendar, long nowNanos) {
        return at(calendar, nowNanos).openNanos;
    }

    /** The date of the session that is on or comes next. */
    public LocalDate sessionDate(TradingCalendar calendar, long nowNanos) {
        return at(calendar, nowNanos).date;
    }

    /** When the session that is on or comes next closes, in epoch nanoseconds. */
    public long sessionCloseNanos(TradingCalendar calendar, long nowNanos) {
        return at(calendar, nowNanos).closeNanos;
    }

    private Current at(TradingCalendar calendar, long nowNanos) {
        Current current = calendars.computeIfAbsent(calendar, Current::new);
        current.moveTo(nowNanos);
        return current;
    }
}
