package io.fairlead.orchestrator;

import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Reads days and times of day on an exchange's clock; remembers the offset until it changes. One thread. */
final class ExchangeClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;

    private final ZoneId zone;
    private final ZoneRules rules;
    private long offsetFrom = 1;
    private long offsetUntil;
    private long offset;

    ExchangeClock(ZoneId zone) {
        this.zone = zone;
        rules = zone.getRules();
    }

    /** Days since 1970-01-01 on the exchange's clock. */
    long day(long epochNanos) {
        return Math.floorDiv(localSeconds(epochNanos), SECONDS_PER_DAY);
    }

    /** Seconds after midnight on the exchange's clock. */
    int secondOfDay(long epochNanos) {
        return (int) Math.floorMod(localSeconds(epochNanos), SECONDS_PER_DAY);
    }

    /** A time of day, in seconds after midnight on the exchange's clock, as epoch nanoseconds; 24:00 is the next day's midnight. */
    long nanosAt(long epochDay, int secondOfDay) {
        LocalDateTime local = LocalDate.ofEpochDay(epochDay).atStartOfDay().plusSeconds(secondOfDay);
        return EpochNanos.of(local.atZone(zone).toInstant());
    }

    private long localSeconds(long epochNanos) {
        long seconds = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
        if (seconds < offsetFrom || seconds >= offsetUntil) {
            readOffset(Instant.ofEpochSecond(seconds));
        }
        return seconds + offset;
    }

    private void readOffset(Instant at) {
        ZoneOffset now = rules.getOffset(at);
        ZoneOffsetTransition next = rules.nextTransition(at);
        offset = now.getTotalSeconds();
        offsetFrom = at.getEpochSecond();
        offsetUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }
}
