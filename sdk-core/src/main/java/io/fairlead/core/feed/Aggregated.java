package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Other data at a coarser interval, made by {@link BarAggregator} with each instrument's calendar. The data is taken to end with
 * the session its last bar is in: a bar that would end later, a begun week say, is left out. Bars outside the sessions are no part
 * of days and weeks. Each instrument is aggregated when it is first asked for, and kept. Any thread.
 */
public final class Aggregated implements BarData {
    private final BarData source;
    private final BarInterval interval;
    private final Object lock = new Object();
    private final Map<InstrumentId, BarColumns> made = new HashMap<>();
    private @Nullable String hash;

    private Aggregated(BarData source, BarInterval interval) {
        this.source = source;
        this.interval = interval;
    }

    /**
     * The same data at another interval.
     *
     * @param interval as long as the source's or longer; of an intraday source's, a multiple
     * @throws BadInputException if the source's bars do not add up to it, or the source cannot be read
     */
    public static BarData of(BarData source, BarInterval interval) {
        BarInterval given = Objects.requireNonNull(source, "source").interval();
        Optional<Duration> span = Objects.requireNonNull(interval, "interval").span();
        boolean multiple = span.isEmpty()
                || given.span()
                        .map(s -> span.get().toSeconds() % s.toSeconds() == 0)
                        .orElse(false);
        if (interval.compareTo(given) < 0 || !multiple) {
            throw new BadInputException(
                    "bars of " + given + " do not add up to bars of " + interval + ": ask for a multiple, or for days");
        }
        return new Aggregated(source, interval);
    }

    @Override
    public List<Instrument> instruments() {
        return source.instruments();
    }

    @Override
    public BarColumns bars(InstrumentId instrument) {
        synchronized (lock) {
            BarColumns known = made.get(instrument);
            if (known == null) {
                known = aggregate(source.bars(instrument), known(instrument));
                made.put(instrument, known);
            }
            return known;
        }
    }

    private Instrument known(InstrumentId id) {
        return instruments().stream()
                .filter(instrument -> instrument.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException(source.description() + " has bars of " + id + ", but no instrument"));
    }

    private BarColumns aggregate(BarColumns fine, Instrument instrument) {
        BarColumns coarse = BarColumns.of(fine.instrument(), interval);
        BarAggregator aggregator = new BarAggregator(interval, instrument.calendar(), coarse::append);
        for (int i = 0; i < fine.size(); i++) {
            aggregator.add(
                    fine.startNanos(i),
                    fine.endNanos(i),
                    fine.open(i),
                    fine.high(i),
                    fine.low(i),
                    fine.close(i),
                    fine.volume(i));
        }
        aggregator.flush(endOfData(fine, instrument));
        if (coarse.isEmpty()) {
            throw new BadInputException(source.description() + " has " + fine + ", of which none makes a bar of "
                    + interval + " by calendar " + instrument.calendar().name()
                    + ": take a finer interval or another calendar");
        }
        return coarse.freeze();
    }

    private static long endOfData(BarColumns fine, Instrument instrument) {
        int last = fine.size() - 1;
        LocalDate date = LocalDate.ofInstant(
                EpochNanos.toInstant(fine.startNanos(last)),
                instrument.calendar().zone());
        long close = instrument
                .calendar()
                .sessionOn(date)
                .map(session -> EpochNanos.of(session.close()))
                .orElse(Long.MIN_VALUE);
        return Math.max(fine.endNanos(last), close);
    }

    @Override
    public BarInterval interval() {
        return interval;
    }

    @Override
    public String contentHash() {
        synchronized (lock) {
            if (hash == null) {
                hash = ContentHash.of(this);
            }
            return hash;
        }
    }

    @Override
    public String description() {
        return source.description() + ", aggregated to " + interval;
    }
}
