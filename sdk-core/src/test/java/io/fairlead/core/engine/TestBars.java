package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Bars in memory, one a minute from a fixed start, round the clock. */
final class TestBars implements BarData {
    static final InstrumentId AAA = InstrumentId.of("AAA", "US");
    static final InstrumentId BBB = InstrumentId.of("BBB", "US");
    static final long MINUTE = 60_000_000_000L;
    static final long START = 1_700_000_040_000_000_000L / MINUTE * MINUTE;

    private final Map<InstrumentId, BarColumns> columns = new LinkedHashMap<>();
    private final List<Instrument> instruments = new ArrayList<>();

    /** Bars of one instrument: every row is open, high, low, close. */
    TestBars with(InstrumentId id, double[]... rows) {
        BarColumns bars = BarColumns.of(id, BarInterval.ofMinutes(1));
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            bars.append(START + i * MINUTE, START + (i + 1) * MINUTE, row[0], row[1], row[2], row[3], 1_000);
        }
        return add(id, bars);
    }

    /** Bars whose open, high, low and close are one price. */
    TestBars flat(InstrumentId id, double... prices) {
        double[][] rows = new double[prices.length][];
        for (int i = 0; i < prices.length; i++) {
            rows[i] = new double[] {prices[i], prices[i], prices[i], prices[i]};
        }
        return with(id, rows);
    }

    /** A seeded random walk. */
    TestBars walk(InstrumentId id, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[count][];
        long cents = 10_000;
        for (int i = 0; i < count; i++) {
            long open = cents;
            long close = Math.max(1_000, open + random.nextInt(-60, 61));
            long high = Math.max(open, close) + random.nextInt(40);
            long low = Math.min(open, close) - random.nextInt(40);
            rows[i] = new double[] {open / 100.0, high / 100.0, low / 100.0, close / 100.0};
            cents = close;
        }
        return with(id, rows);
    }

    /** Bars as given. */
    TestBars add(InstrumentId id, BarColumns bars) {
        columns.put(id, bars.freeze());
        instruments.add(Instrument.equity(id, Currency.USD).build());
        return this;
    }

    static long endOf(int bar) {
        return START + (bar + 1) * MINUTE;
    }

    @Override
    public List<Instrument> instruments() {
        return List.copyOf(instruments);
    }

    @Override
    public BarColumns bars(InstrumentId instrument) {
        BarColumns found = columns.get(instrument);
        if (found == null) {
            throw new BadInputException("no bars of " + instrument);
        }
        return found;
    }

    @Override
    public BarInterval interval() {
        return BarInterval.ofMinutes(1);
    }

    @Override
    public String contentHash() {
        return "test";
    }

    @Override
    public String description() {
        return "test bars";
    }
}
