package io.fairlead.core.report;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.feed.BarColumns;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Bars made coarse enough to be drawn: so many neighbours become one, with the first open, the highest high, the lowest low and the
 * last close, so that no extreme is lost. Intraday bars of two days never become one.
 */
final class Candles {
    /** Bars that became one candle, at most. */
    final int barsPerCandle;

    long[] startNanos = new long[64];
    double[] open = new double[64];
    double[] high = new double[64];
    double[] low = new double[64];
    double[] close = new double[64];
    int size;

    private Candles(int barsPerCandle) {
        this.barsPerCandle = barsPerCandle;
    }

    /**
     * About so many candles from bars; a few more where days end.
     *
     * @param zone where days begin
     */
    static Candles of(BarColumns bars, int most, ZoneId zone) {
        int together = Math.max(1, (bars.size() + most - 1) / most);
        Candles candles = new Candles(together);
        boolean intraday = bars.interval().isIntraday();
        long dayEnd = Long.MIN_VALUE;
        int inLast = 0;
        for (int i = 0; i < bars.size(); i++) {
            boolean newDay = bars.startNanos(i) >= dayEnd;
            if (newDay && intraday) {
                dayEnd = endOfDay(bars.startNanos(i), zone);
            }
            if (inLast == 0 || inLast == together || (newDay && intraday)) {
                candles.begin(bars, i);
                inLast = 1;
            } else {
                candles.extend(bars, i);
                inLast++;
            }
        }
        return candles;
    }

    private static long endOfDay(long nanos, ZoneId zone) {
        return EpochNanos.of(EpochNanos.toInstant(nanos)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant());
    }

    private void begin(BarColumns bars, int bar) {
        if (size == startNanos.length) {
            int capacity = size * 2;
            startNanos = Arrays.copyOf(startNanos, capacity);
            open = Arrays.copyOf(open, capacity);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            close = Arrays.copyOf(close, capacity);
        }
        startNanos[size] = bars.startNanos(bar);
        open[size] = bars.open(bar);
        high[size] = bars.high(bar);
        low[size] = bars.low(bar);
        close[size] = bars.close(bar);
        size++;
    }

    private void extend(BarColumns bars, int bar) {
        int last = size - 1;
        high[last] = Math.max(high[last], bars.high(bar));
        low[last] = Math.min(low[last], bars.low(bar));
        close[last] = bars.close(bar);
    }
}
