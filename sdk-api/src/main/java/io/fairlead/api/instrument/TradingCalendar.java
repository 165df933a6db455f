package io.fairlead.api.instrument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a market trades: its regular session on each date, with holidays, early closes and daylight saving. Versioned data, not
 * arithmetic. Implementations are immutable; any thread.
 */
public interface TradingCalendar {
    /**
     * One regular session.
     *
     * @param date the exchange's date, by which day orders, daily bars and daily limits are counted
     * @param open the first instant of trading, inclusive
     * @param close the end of trading, exclusive
     */
    record Session(LocalDate date, Instant open, Instant close) {
        /** Checks that the session opens before it closes. */
        public Session {
            if (!open.isBefore(close)) {
                throw new IllegalArgumentException(
                        "session of " + date + " opens " + open + ", not before its close " + close);
            }
        }

        /** Whether an instant is in it: the open counts, the close does not. */
        public boolean contains(Instant instant) {
            return !instant.isBefore(open) && instant.isBefore(close);
        }
    }

    /** Names the calendar and the version of its data, {@code "NYSE 2026a"}. */
    String name();

    /** The exchange's time zone. */
    ZoneId zone();

    /**
     * The session of a date; empty when the market stays closed.
     *
     * @throws io.fairlead.api.BadInputException if the data does not reach that date
     */
    Optional<Session> sessionOn(LocalDate date);

    /** The session that an instant lies in. */
    default Optional<Session> sessionAt(Instant instant) {
        return sessionOn(LocalDate.ofInstant(instant, zone())).filter(session -> session.contains(instant));
    }

    /** The first session that closes after an instant: the current one or the next. */
    default Session sessionEndingAfter(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone());
        for (int days = 0; days <= 366; days++) {
            Optional<Session> session = sessionOn(date.plusDays(days));
            if (session.isPresent() && session.get().close().isAfter(instant)) {
                return session.get();
            }
        }
        throw new IllegalStateException(name() + " has no session within a year after " + instant);
    }

    /** Never closed: one session from midnight to midnight UTC each day. */
    static TradingCalendar alwaysOpen() {
        return AlwaysOpen.INSTANCE;
    }

    /** Round the clock, by UTC days. */
    enum AlwaysOpen implements TradingCalendar {
        /** The only one. */
        INSTANCE;

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Optional<Session> sessionOn(LocalDate date) {
            Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
            return Optional.of(new Session(date, midnight, midnight.plusSeconds(86_400)));
        }
    }
}
