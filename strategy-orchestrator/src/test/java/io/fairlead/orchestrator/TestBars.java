package io.fairlead.orchestrator;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Five-minute bars of the New York session, made by hand. */
final class TestBars {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final BarInterval FIVE_MINUTES = BarInterval.ofMinutes(5);
    static final LocalDate TUESDAY = LocalDate.of(2024, 1, 2);
    static final InstrumentId SPY = InstrumentId.of("SPY", "US");
    static final InstrumentId QQQ = InstrumentId.of("QQQ", "US");
    static final InstrumentId IWM = InstrumentId.of("IWM", "US");
    static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    static final InstrumentId MSFT = InstrumentId.of("MSFT", "US");
    static final InstrumentId NVDA = InstrumentId.of("NVDA", "US");

    private static final int BARS_PER_DAY = 78;
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final long LENGTH_NANOS = 300_000_000_000L;

    private TestBars() {}

    static long nanos(LocalDateTime newYork) {
        return newYork.atZone(NEW_YORK).toEpochSecond() * 1_000_000_000L;
    }

    /** Start of the n-th bar of sessions on consecutive weekdays from {@link #TUESDAY} on. */
    static long startOf(int number) {
        LocalDate date = TUESDAY;
        for (int days = number / BARS_PER_DAY; days > 0; days--) {
            date = date.plusDays(
                    date.getDayOfWeek().getValue() >= 5
                            ? 8 - date.getDayOfWeek().getValue()
                            : 1);
        }
        return nanos(date.atTime(OPEN.plusMinutes(5L * (number % BARS_PER_DAY))));
    }

    static Bar bar(InstrumentId id, long start, double open, double high, double low, double close, double volume) {
        return new Bar(id, FIVE_MINUTES, start, start + LENGTH_NANOS, open, high, low, close, volume);
    }

    /** A bar that opens and closes at one price, reaching a little to both sides. */
    static Bar bar(InstrumentId id, int number, double close, double reach, double volume) {
        return bar(id, startOf(number), close, close + reach, close - reach, close, volume);
    }

    /** Bars with these closes. */
    static List<Bar> closes(InstrumentId id, double... closes) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < closes.length; i++) {
            bars.add(bar(id, i, closes[i], closes[i] * 0.002, 1000));
        }
        return bars;
    }

    /** Closes that move by a fraction of the first at each bar. */
    static double[] ramp(int count, double from, double step) {
        double[] closes = new double[count];
        for (int i = 0; i < count; i++) {
            closes[i] = from * (1 + i * step);
        }
        return closes;
    }

    static SymbolState state(OrchestratorConfig config, List<Bar> bars) {
        SymbolState state = new SymbolState(bars.get(0).instrument(), FIVE_MINUTES, null, config);
        bars.forEach(bar -> add(state, bar));
        return state;
    }

    static void add(SymbolState state, Bar bar) {
        state.add(
                bar.interval(),
                bar.startNanos(),
                bar.endNanos(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }
}
