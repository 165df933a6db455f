package io.fairlead.core.sim;

import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.api.market.EpochNanos;

/** An instrument's sessions in epoch nanoseconds. Remembers the last session asked for, since time moves little between questions. */
final class SessionHours {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final TradingCalendar calendar;
    private final boolean roundTheClock;
    private long askedNanos = Long.MAX_VALUE;
    private long openNanos;
    private long closeNanos = Long.MIN_VALUE;

    SessionHours(TradingCalendar calendar) {
        this.calendar = calendar;
        this.roundTheClock = calendar.equals(TradingCalendar.alwaysOpen());
    }

    /** The close of the first session that closes after a time. */
    long closeAfter(long nanos) {
        find(nanos);
        return closeNanos;
    }

    /** The open of the first session that opens at a time or after it. */
    long openFrom(long nanos) {
        find(nanos);
        if (openNanos < nanos) {
            find(closeNanos);
        }
        return openNanos;
    }

    /** Whether a span of time has trading of a regular session in it: both ends are bounds, the end not included. */
    boolean overlap(long startNanos, long endNanos) {
        if (roundTheClock) {
            return true;
        }
        find(startNanos);
        return openNanos < endNanos;
    }

    private void find(long nanos) {
        if (nanos >= askedNanos && nanos < closeNanos) {
            return;
        }
        if (roundTheClock) {
            openNanos = Math.floorDiv(nanos, DAY_NANOS) * DAY_NANOS;
            closeNanos = openNanos + DAY_NANOS;
            askedNanos = openNanos;
            return;
        }
        Session session = calendar.sessionEndingAfter(EpochNanos.toInstant(nanos));
        openNanos = EpochNanos.of(session.open());
        closeNanos = EpochNanos.of(session.close());
        // Any earlier time might belong to an earlier session; a later one, up to the close, does not.
        askedNanos = Math.min(nanos, openNanos);
    }
}
