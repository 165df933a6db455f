package io.fairlead.orchestrator;

import io.fairlead.api.edge.SessionStats;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds where sessions begin and end, and keeps the running one's statistics and the one's before. One symbol, one thread. */
final class SessionTracker {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private final ExchangeClock clock;
    private final @Nullable TradingCalendar calendar;
    private final SessionRule rule;
    private final int cutoffSecond;
    private final int flattenSecond;
    private final long flattenBeforeCloseNanos;

    private long sessionOpenNanos = 1;
    private long sessionCloseNanos;
    private long day = Long.MIN_VALUE;
    private int secondOfDay;
    private long firstBar;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private SessionStats previous = SessionStats.NONE;

    SessionTracker(OrchestratorConfig config, @Nullable TradingCalendar calendar) {
        this.calendar = calendar;
        clock = new ExchangeClock(calendar == null ? config.zone() : calendar.zone());
        rule = config.sessionRule();
        cutoffSecond = config.count(Parameter.SESSION_CUTOFF_MINUTE) * 60;
        flattenSecond = config.count(Parameter.FLATTEN_MINUTE) * 60;
        flattenBeforeCloseNanos = config.count(Parameter.FLATTEN_BEFORE_CLOSE_MINUTES) * NANOS_PER_MINUTE;
    }

    /** Takes the next bar in; its number is how many came before it. */
    void add(
            long number,
            long startNanos,
            double barOpen,
            double barHigh,
            double barLow,
            double barClose,
            double barVolume) {
        long before = day;
        boolean isFirst = before == Long.MIN_VALUE;
        boolean newDay = findDay(startNanos);
        secondOfDay = clock.secondOfDay(startNanos);
        if (newDay && !isFirst) {
            previous = stats();
        }
        boolean restart = rule == SessionRule.CALENDAR ? newDay : isFirst || secondOfDay <= cutoffSecond;
        if (restart) {
            firstBar = number;
            open = barOpen;
            high = barHigh;
            low = barLow;
            volume = barVolume;
        } else {
            high = Math.max(high, barHigh);
            low = Math.min(low, barLow);
            volume += barVolume;
        }
        close = barClose;
    }

    /** The number of the session's first bar. */
    long firstBar() {
        return firstBar;
    }

    double open() {
        return open;
    }

    /** The start of the latest bar, in seconds after midnight on the exchange's clock. */
    int secondOfDay() {
        return secondOfDay;
    }

    SessionStats stats() {
        return new SessionStats(open, high, low, close, volume);
    }

    SessionStats previous() {
        return previous;
    }

    /** The day of the latest bar's session, in days since 1970-01-01. */
    long day() {
        return day;
    }

    /** When positions are to be closed in the latest bar's session, in epoch nanoseconds. */
    long flattenNanos() {
        return hasSession() ? sessionCloseNanos - flattenBeforeCloseNanos : clock.nanosAt(day, flattenSecond);
    }

    /** Whether positions are to be closed at a moment, the latest bar's session considered. */
    boolean isFlattenTime(long nanos) {
        if (hasSession()) {
            return nanos >= sessionCloseNanos - flattenBeforeCloseNanos;
        }
        return clock.secondOfDay(nanos) >= flattenSecond || clock.day(nanos) > day;
    }

    private boolean hasSession() {
        return sessionOpenNanos < sessionCloseNanos;
    }

    /** Whether the bar opens another day: of the calendar where there is one, else of the exchange's clock. */
    private boolean findDay(long startNanos) {
        if (calendar == null) {
            long today = clock.day(startNanos);
            boolean changed = today != day;
            day = today;
            return changed;
        }
        if (startNanos >= sessionOpenNanos && startNanos < sessionCloseNanos) {
            return false;
        }
        Optional<Session> session = calendar.sessionAt(EpochNanos.toInstant(startNanos));
        session.ifPresent(this::enter);
        boolean outsideAtFirst = session.isEmpty() && day == Long.MIN_VALUE;
        if (outsideAtFirst) {
            day = clock.day(startNanos);
        }
        return session.isPresent() || outsideAtFirst;
    }

    private void enter(Session session) {
        Instant from = session.open();
        sessionOpenNanos = EpochNanos.of(from);
        sessionCloseNanos = EpochNanos.of(session.close());
        day = session.date().toEpochDay();
    }
}
