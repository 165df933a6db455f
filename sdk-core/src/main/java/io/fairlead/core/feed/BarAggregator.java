package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.util.Objects;

/**
 * Makes coarser bars of one instrument's finer ones as these come in: minutes to five, hours, days, weeks.
 *
 * <p>Bars of seconds, minutes and hours are cut where the clock of the calendar's zone shows their lines, counted from the start
 * of each day, and are named by the line they start at; a session's close cuts as well. A day goes from its session's open to its
 * close, however early that is; a week from its first open to its last close. Nothing is filled in: where no bar comes in, none
 * goes out.
 *
 * <p>A bar goes out as soon as the one comes in that ends where it ends, or a later one, or {@link #flush} says that its time is
 * over. It never goes out before its end has been reached. Allocates nothing per bar. One thread, on which the sink is called.
 */
public final class BarAggregator {
    private final BarInterval target;
    private final BarGrid grid;
    private final BarSink sink;

    private boolean pending;
    private long start;
    private long end;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    /** End of the latest bar that came in. */
    private long inputEnd = Long.MIN_VALUE;
    /** End of the latest bar that went out. */
    private long outputEnd = Long.MIN_VALUE;

    /**
     * An aggregator without a begun bar.
     *
     * @param target how long the bars are to be
     * @param calendar the zone that days are counted in, and the sessions
     * @param sink takes the bars
     */
    public BarAggregator(BarInterval target, TradingCalendar calendar, BarSink sink) {
        this.target = Objects.requireNonNull(target, "target");
        this.grid = BarGrid.of(target, Objects.requireNonNull(calendar, "calendar"));
        this.sink = Objects.requireNonNull(sink, "sink");
    }

    /**
     * Takes the next finer bar.
     *
     * @param startNanos its first instant, in epoch nanoseconds; not before the end of the one before
     * @param endNanos its end, in epoch nanoseconds, exclusive
     * @param open first price, finite, from low to high
     * @param high highest price, finite
     * @param low lowest price, finite
     * @param close last price, finite, from low to high
     * @param volume units traded, 0 or more
     * @return whether it became part of a bar: not so if it lies outside all sessions and days or weeks are made, or if it comes
     *     after {@link #flush} has sent out the bar it belongs to
     * @throws BadInputException if its numbers or times cannot be, if it reaches over the end of the bar it belongs to, or if the
     *     calendar does not know its date; nothing was taken
     */
    public boolean add(
            long startNanos, long endNanos, double open, double high, double low, double close, double volume) {
        check(startNanos, endNanos, open, high, low, close, volume);
        if (pending && startNanos >= end) {
            send();
        }
        if (startNanos < outputEnd || !grid.locate(startNanos, endNanos)) {
            inputEnd = endNanos;
            return false;
        }
        if (target.isIntraday() && endNanos > grid.end) {
            throw refused(
                    startNanos,
                    "it ends " + EpochNanos.toInstant(endNanos) + ", over the end " + EpochNanos.toInstant(grid.end)
                            + " of its bar of " + target);
        }
        inputEnd = endNanos;
        if (pending) {
            extend(high, low, close, volume);
        } else {
            begin(open, high, low, close, volume);
        }
        // An hour that reaches over the session's close is known only at its own end, and so is the day it closes.
        end = Math.max(end, endNanos);
        if (endNanos >= end) {
            send();
        }
        return true;
    }

    private void begin(double open, double high, double low, double close, double volume) {
        pending = true;
        start = Math.max(grid.start, outputEnd);
        end = grid.end;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    private void extend(double high, double low, double close, double volume) {
        this.high = Math.max(this.high, high);
        this.low = Math.min(this.low, low);
        this.close = close;
        this.volume += volume;
    }

    private void check(
            long startNanos, long endNanos, double open, double high, double low, double close, double volume) {
        String fault = BarFault.of(open, high, low, close, volume);
        if (fault != null) {
            throw refused(startNanos, fault);
        }
        if (endNanos <= startNanos) {
            throw refused(startNanos, "its end " + EpochNanos.toInstant(endNanos) + " is not after its start");
        }
        if (startNanos < inputEnd) {
            throw refused(startNanos, "the one before it ends " + EpochNanos.toInstant(inputEnd) + ": time must rise");
        }
    }

    private static BadInputException refused(long startNanos, String why) {
        return new BadInputException("bar at " + EpochNanos.toInstant(startNanos) + " cannot be aggregated: " + why);
    }

    /**
     * Sends out the begun bar if its end has been reached.
     *
     * @param nowNanos the time, in epoch nanoseconds
     * @return whether a bar went out
     */
    public boolean flush(long nowNanos) {
        if (!pending || nowNanos < end) {
            return false;
        }
        send();
        return true;
    }

    private void send() {
        pending = false;
        outputEnd = end;
        sink.bar(start, end, open, high, low, close, volume);
    }

    /** Whether a bar has begun that has not gone out yet. */
    public boolean isPending() {
        return pending;
    }

    /** When the begun bar started, in epoch nanoseconds. Only while one is pending. */
    long pendingStartNanos() {
        return start;
    }

    /** When the begun bar ends, in epoch nanoseconds: the time to call {@link #flush}; {@link Long#MAX_VALUE} if none has begun. */
    public long pendingEndNanos() {
        return pending ? end : Long.MAX_VALUE;
    }
}
