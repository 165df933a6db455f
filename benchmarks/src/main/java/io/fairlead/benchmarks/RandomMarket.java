package io.fairlead.benchmarks;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Seeded random walks in whole cents, in memory. Not a market: numbers to move. */
final class RandomMarket implements BarData {
    private static final long START = 1_577_836_800_000_000_000L;

    private final List<Instrument> instruments = new ArrayList<>();
    private final Map<InstrumentId, BarColumns> columns = new HashMap<>();
    private final BarInterval interval;

    private RandomMarket(BarInterval interval) {
        this.interval = interval;
    }

    /** So many bars of so many symbols. */
    static RandomMarket of(int symbols, int bars, BarInterval interval) {
        RandomMarket market = new RandomMarket(interval);
        for (int s = 0; s < symbols; s++) {
            InstrumentId id = InstrumentId.of("S" + s, "US");
            market.instruments.add(
                    Instrument.equity(id, Currency.USD).tick("0.01").build());
            market.columns.put(id, walk(id, interval, bars, 42L + s));
        }
        return market;
    }

    private static BarColumns walk(InstrumentId id, BarInterval interval, int bars, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long span = interval.isIntraday() ? interval.span().orElseThrow().toNanos() : 86_400_000_000_000L;
        BarColumns walk = BarColumns.withCapacity(id, interval, bars);
        int cents = 10_000;
        for (int i = 0; i < bars; i++) {
            int open = cents;
            int close = Math.max(500, open + random.nextInt(-10, 11));
            int high = Math.max(open, close) + random.nextInt(6);
            int low = Math.min(open, close) - random.nextInt(6);
            walk.append(
                    START + i * span,
                    START + (i + 1) * span,
                    open / 100.0,
                    high / 100.0,
                    low / 100.0,
                    close / 100.0,
                    1_000 + random.nextInt(9_000));
            cents = close;
        }
        return walk.freeze();
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public BarColumns bars(InstrumentId instrument) {
        BarColumns found = columns.get(instrument);
        if (found == null) {
            throw new BadInputException("unknown instrument " + instrument);
        }
        return found;
    }

    @Override
    public BarInterval interval() {
        return interval;
    }

    @Override
    public String contentHash() {
        return "random";
    }

    @Override
    public String description() {
        return "random walks, " + instruments.size() + " symbols";
    }
}
