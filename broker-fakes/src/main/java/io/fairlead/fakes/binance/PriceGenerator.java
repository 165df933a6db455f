package io.fairlead.fakes.binance;

import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/** Moves a market by itself: a seeded random walk with quotes on five levels and small trades. */
final class PriceGenerator {
    private static final int LEVELS = 5;

    private final Market market;
    private final SplittableRandom random;
    private final BigDecimal tick;
    private final BigDecimal step;

    PriceGenerator(Market market, SplittableRandom random) {
        this.market = market;
        this.random = random;
        this.tick = positive(market.filters().limit(BinanceSymbol.Limit.TICK_SIZE));
        this.step = positive(market.filters().limit(BinanceSymbol.Limit.STEP_SIZE));
    }

    static BigDecimal positive(BigDecimal grid) {
        return grid.signum() > 0 ? grid : new BigDecimal("0.00000001");
    }

    /** One step: the middle moves by up to 0.05 %, the house quotes anew and somebody trades. */
    void next() {
        BigDecimal last = market.last();
        BigDecimal moved = last.multiply(BigDecimal.valueOf(100_000L + random.nextInt(-50, 51)))
                .movePointLeft(5);
        BigDecimal middle = moved.divide(tick, 0, RoundingMode.HALF_EVEN)
                .multiply(tick)
                .max(tick.multiply(BigDecimal.valueOf(LEVELS + 1)));
        market.book().clearLiquidity();
        for (int level = 1; level <= LEVELS; level++) {
            BigDecimal away = tick.multiply(BigDecimal.valueOf(level));
            market.book().addLiquidity(Side.BUY, middle.subtract(away), size(level * 2_000));
            market.book().addLiquidity(Side.SELL, middle.add(away), size(level * 2_000));
        }
        Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
        market.book().take(aggressor, aggressor == Side.BUY ? middle.add(tick) : middle.subtract(tick), size(200));
    }

    private BigDecimal size(int most) {
        return step.multiply(BigDecimal.valueOf(1 + random.nextInt(most)));
    }
}
