package io.fairlead.core.feed;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A live source that also delivers the bars it does not stream itself, made of finer ones that it does: five minutes of minutes, for
 * one. What the source has, it delivers as ever.
 *
 * <p>A bar goes out with the last finer one in it, or, where nothing traded in the last one, {@link #GRACE} after its end. It is whole
 * or it is not delivered: what had passed of it when the subscription began, or was missed in a {@linkplain
 * MarketDataFacet.Listener#onGap gap}, is read from the history; where that cannot be had, the bar is left out and the listener told
 * of a gap. Finer bars that the source revises later do not change a bar that has gone out.
 *
 * <p>Any thread; nothing blocks.
 */
public final class CoarserBars implements MarketDataFacet {
    /** How long after the end of a bar its last finer bar is waited for, by the clock. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    /** What bars are made of, in the order in which sources are asked for it: the fewest parts first. */
    private static final List<BarInterval> PARTS = List.of(
            BarInterval.ofMinutes(30),
            BarInterval.ofMinutes(15),
            BarInterval.ofMinutes(5),
            BarInterval.ofMinutes(1),
            BarInterval.ofSeconds(5),
            BarInterval.ofSeconds(1));

    private final MarketDataFacet source;
    private final Optional<HistoryFacet> history;
    private final Function<InstrumentId, TradingCalendar> calendars;
    private final Clock clock;
    private final ScheduledExecutorService io;

    /**
     * One on a source.
     *
     * @param source what it asks
     * @param history where it reads what had passed of a bar; none leaves such bars out
     * @param calendars the calendar of each instrument that is subscribed to
     * @param clock time
     * @param io waits for the end of a bar
     */
    public CoarserBars(
            MarketDataFacet source,
            Optional<HistoryFacet> history,
            Function<InstrumentId, TradingCalendar> calendars,
            Clock clock,
            ScheduledExecutorService io) {
        this.source = Objects.requireNonNull(source, "source");
        this.history = Objects.requireNonNull(history, "history");
        this.calendars = Objects.requireNonNull(calendars, "calendars");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.io = Objects.requireNonNull(io, "io");
    }

    /**
     * Delivers bars as they end.
     *
     * @throws UnsupportedCapabilityException if the source streams neither these bars nor any that they could be made of; with the
     *     source's own words on these
     */
    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
        try {
            return source.bars(instrument, interval, listener);
        } catch (UnsupportedCapabilityException refusal) {
            for (BarInterval part : PARTS) {
                if (divides(part, interval)) {
                    Optional<Subscription> made = subscribe(instrument, part, interval, listener);
                    if (made.isPresent()) {
                        return made.get();
                    }
                }
            }
            throw refusal;
        }
    }

    private static boolean divides(BarInterval part, BarInterval whole) {
        long parts = part.span().orElseThrow().toNanos();
        return whole.span()
                .map(span -> span.toNanos() > parts && span.toNanos() % parts == 0)
                .orElse(true);
    }

    private Optional<Subscription> subscribe(
            InstrumentId instrument, BarInterval part, BarInterval whole, Listener listener) {
        BarBuilding building = new BarBuilding(
                instrument, part, whole, calendars.apply(instrument), history, listener, clock, this::in);
        Subscription parts;
        try {
            parts = source.bars(instrument, part, building);
        } catch (UnsupportedCapabilityException e) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            building.close();
            parts.close();
        });
    }

    private void in(long nanos, Runnable task) {
        try {
            var unused = io.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the session ends: nothing more is delivered
        }
    }

    @Override
    public Subscription quotes(InstrumentId instrument, Listener listener) {
        return source.quotes(instrument, listener);
    }

    @Override
    public Subscription trades(InstrumentId instrument, Listener listener) {
        return source.trades(instrument, listener);
    }

    @Override
    public Subscription depth(InstrumentId instrument, int levels, Listener listener) {
        return source.depth(instrument, levels, listener);
    }
}
