package io.fairlead.core.analytics;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.core.feed.BarColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pairs the fills of a record into round trips, by strategy and instrument, flat to flat. */
final class RoundTrips {
    /** Decimals in which the fees of a fill that goes through zero are split; the two parts always add up to the whole. */
    private static final int FEE_SPLIT_SCALE = 12;

    private record Key(String strategy, InstrumentId instrument) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byStrategy = strategy.compareTo(other.strategy);
            return byStrategy != 0 ? byStrategy : instrument.compareTo(other.instrument);
        }
    }

    private final RunRecord record;
    private final SortedMap<Key, OpenTrip> open = new TreeMap<>();
    private final List<RoundTrip> trips = new ArrayList<>();

    private RoundTrips(RunRecord record) {
        this.record = record;
    }

    /** The round trips in the order in which they were opened; at one time, by strategy and instrument. */
    static List<RoundTrip> of(RunRecord record) {
        RoundTrips pairing = new RoundTrips(record);
        record.fills().forEach(pairing::take);
        pairing.open.values().forEach(pairing::markToLastPrice);
        pairing.trips.sort(Comparator.comparingLong(RoundTrip::entryNanos)
                .thenComparing(RoundTrip::strategy)
                .thenComparing(RoundTrip::instrument));
        return List.copyOf(pairing.trips);
    }

    private void take(RecordedFill recorded) {
        Fill fill = recorded.fill();
        Key key = new Key(recorded.strategy(), fill.instrument());
        Instrument instrument = instrumentOf(fill);
        BigDecimal units = fill.quantity().value();
        BigDecimal fees = OpenTrip.feesInQuote(fill, instrument);
        OpenTrip trip = open.get(key);
        if (trip == null || fill.side().sign() == trip.direction) {
            OpenTrip grown = trip == null ? new OpenTrip(recorded, instrument) : trip;
            grown.book(recorded, units, fees);
            open.put(key, grown);
            return;
        }
        BigDecimal closing = units.min(trip.left);
        BigDecimal closingFees = closing.compareTo(units) == 0 ? fees : share(fees, closing, units);
        trip.book(recorded, closing, closingFees);
        if (!trip.isFlat()) {
            return;
        }
        close(trip);
        open.remove(key);
        BigDecimal beyond = units.subtract(closing);
        if (beyond.signum() > 0) {
            OpenTrip next = new OpenTrip(recorded, instrument);
            next.book(recorded, beyond, fees.subtract(closingFees));
            open.put(key, next);
        }
    }

    private static BigDecimal share(BigDecimal fees, BigDecimal part, BigDecimal whole) {
        return fees.multiply(part).divide(whole, FEE_SPLIT_SCALE, RoundingMode.HALF_EVEN);
    }

    private Instrument instrumentOf(Fill fill) {
        Map<InstrumentId, Instrument> known = record.instruments();
        Instrument instrument = known.get(fill.instrument());
        if (instrument == null) {
            throw new IllegalStateException("the record has a fill of " + fill.instrument() + " but not its rules");
        }
        return instrument;
    }

    private void close(OpenTrip trip) {
        Excursion excursion = excursion(trip, trip.lastNanos);
        trips.add(new RoundTrip(trip, trip.grossPnl(BigDecimal.ZERO), false, trip.exitPrice(), excursion));
    }

    /** What is still held when the record ends is taken at the last close; without bars, at its entry price. */
    private void markToLastPrice(OpenTrip trip) {
        BarColumns bars = record.bars().get(trip.instrument.id());
        BigDecimal last = trip.entryPrice().value();
        Price mark = null;
        if (bars != null && !bars.isEmpty()) {
            int latest = bars.size() - 1;
            last = BigDecimal.valueOf(bars.close(latest));
            mark = Price.of(last);
            trip.lastNanos = Math.max(trip.lastNanos, bars.endNanos(latest));
        }
        trips.add(new RoundTrip(trip, trip.grossPnl(last), true, mark, excursion(trip, trip.lastNanos)));
    }

    private @Nullable Excursion excursion(OpenTrip trip, long untilNanos) {
        BarColumns bars = record.bars().get(trip.instrument.id());
        if (bars == null) {
            return null;
        }
        double entry = trip.entryPrice().toDouble();
        return Excursion.of(bars, trip.direction, entry, trip.entryNanos, untilNanos)
                .orElse(null);
    }
}
