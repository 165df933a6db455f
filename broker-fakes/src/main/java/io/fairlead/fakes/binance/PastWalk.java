package io.fairlead.fakes.binance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** The past of a market: a seeded walk, minute by minute, that ends at its last price, in bars of every length from a minute up. */
final class PastWalk {
    private static final long MINUTE_MS = 60_000;

    /** One minute: when it began, its four prices and what was traded. */
    private record Minute(
            long start, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {}

    private final BigDecimal tick;
    private final BigDecimal step;
    private final SplittableRandom random;

    PastWalk(Market market, SplittableRandom random) {
        this.tick = PriceGenerator.positive(market.filters().limit(BinanceSymbol.Limit.TICK_SIZE));
        this.step = PriceGenerator.positive(market.filters().limit(BinanceSymbol.Limit.STEP_SIZE));
        this.random = random;
    }

    /** Gives a market the whole minutes of so long a past before a time, in epoch milliseconds. */
    void write(Market market, long nowMs, Duration back) {
        List<Minute> minutes = minutes(market.last(), nowMs - Math.floorMod(nowMs, MINUTE_MS), back.toMinutes());
        for (Interval interval : Interval.ALL) {
            if (interval.lengthMs() == 0 || interval.lengthMs() >= MINUTE_MS) {
                write(market, interval, minutes);
            }
        }
    }

    /** Backwards from the last price, then turned. */
    private List<Minute> minutes(BigDecimal last, long endMs, long count) {
        List<Minute> minutes = new ArrayList<>();
        BigDecimal close = last;
        for (long i = 1; i <= count; i++) {
            BigDecimal open = onTick(close.multiply(BigDecimal.valueOf(100_000L + random.nextInt(-50, 51)))
                    .movePointLeft(5));
            BigDecimal high = open.max(close).add(tick.multiply(BigDecimal.valueOf(random.nextInt(200))));
            BigDecimal low = open.min(close)
                    .subtract(tick.multiply(BigDecimal.valueOf(random.nextInt(200))))
                    .max(tick);
            BigDecimal volume = step.multiply(BigDecimal.valueOf(1 + random.nextInt(100_000)));
            minutes.add(new Minute(endMs - i * MINUTE_MS, open, high, low, close, volume));
            close = open;
        }
        Collections.reverse(minutes);
        return minutes;
    }

    private BigDecimal onTick(BigDecimal price) {
        return price.divide(tick, 0, RoundingMode.HALF_EVEN).multiply(tick).max(tick);
    }

    private static void write(Market market, Interval interval, List<Minute> minutes) {
        for (int i = 0; i < minutes.size(); ) {
            Minute first = minutes.get(i);
            long open = interval.open(first.start());
            long next = interval.next(open);
            BigDecimal high = first.high();
            BigDecimal low = first.low();
            BigDecimal close = first.close();
            BigDecimal volume = BigDecimal.ZERO;
            for (; i < minutes.size() && minutes.get(i).start() < next; i++) {
                Minute minute = minutes.get(i);
                high = high.max(minute.high());
                low = low.min(minute.low());
                close = minute.close();
                volume = volume.add(minute.volume());
            }
            market.history(interval, new Kline(open, next - 1, first.open()).shape(high, low, close, volume));
        }
    }
}
