package io.fairlead.fakes.alpaca;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Prices that walk by chance, a few ticks at a time: into the future as quotes and trades, into the past as bars. Seeded; one thread. */
final class AlpacaPriceWalk {
    private static final int FARTHEST = 5;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final AlpacaMarket market;
    private final SplittableRandom chance;

    AlpacaPriceWalk(AlpacaMarket market, SplittableRandom chance) {
        this.market = market;
        this.chance = chance;
    }

    /** Sets a price to begin with: a quote a tick to either side of it, no trade. */
    static void begin(AlpacaMarket market, String symbol, BigDecimal price, Instant now) {
        AlpacaLine line = market.line(symbol);
        BigDecimal tick = tick(line.asset, price);
        BigDecimal size = size(line.asset, 300);
        market.quote(symbol, price.subtract(tick), size, price.add(tick), size, now);
    }

    /** Moves every asset that has a price and whose session is on. */
    void step(Instant now) {
        for (AlpacaLine line : market.lines()) {
            BigDecimal mark = line.mark();
            boolean on = line.asset.isCrypto()
                    || line.asset.symbol().equals("FAKEPACA")
                    || AlpacaSessions.phase(now) != AlpacaSessions.Phase.CLOSED;
            if (mark != null && on && !line.halted) {
                BigDecimal next = moved(line.asset, mark);
                String symbol = line.asset.symbol();
                begin(market, symbol, next, now);
                market.trade(symbol, next, size(line.asset, 1 + chance.nextInt(200)), chance.nextBoolean(), now);
            }
        }
    }

    /** Writes minute bars that lead to the present price; shares trade in regular hours only. */
    void past(AlpacaLine line, Duration back, Instant now) {
        BigDecimal close = line.mark();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant first = minute.minus(back);
        while (close != null && minute.isAfter(first)) {
            minute = minute.minus(1, ChronoUnit.MINUTES);
            boolean on = line.asset.isCrypto() || AlpacaSessions.phase(minute) == AlpacaSessions.Phase.REGULAR;
            if (on) {
                close = addBar(line, minute, close);
            }
        }
    }

    /** Adds one bar that ends at a price, and gives the price that it began at. */
    private @Nullable BigDecimal addBar(AlpacaLine line, Instant minute, BigDecimal close) {
        BigDecimal open = moved(line.asset, close);
        BigDecimal tick = tick(line.asset, close);
        BigDecimal above = tick.multiply(BigDecimal.valueOf(chance.nextInt(FARTHEST)));
        BigDecimal below = tick.multiply(BigDecimal.valueOf(chance.nextInt(FARTHEST)));
        BigDecimal volume = size(line.asset, 100 + chance.nextInt(5000));
        line.minutes.put(
                minute,
                new AlpacaBar(
                        minute,
                        open,
                        open.max(close).add(above),
                        open.min(close).subtract(below).max(tick),
                        close,
                        volume,
                        1 + chance.nextInt(400),
                        volume.multiply(open.add(close)).divide(BigDecimal.valueOf(2))));
        return open;
    }

    private BigDecimal moved(AlpacaAsset asset, BigDecimal from) {
        BigDecimal tick = tick(asset, from);
        BigDecimal by = tick.multiply(BigDecimal.valueOf(chance.nextInt(2 * FARTHEST + 1) - FARTHEST));
        BigDecimal next = from.add(by);
        return next.compareTo(tick.multiply(BigDecimal.TEN)) < 0 ? from : next;
    }

    /** Crypto prices step by a hundred increments, so that they move at all. */
    private static BigDecimal tick(AlpacaAsset asset, BigDecimal price) {
        if (asset.isCrypto()) {
            return asset.priceIncrement().multiply(new BigDecimal("100"));
        }
        return price.compareTo(BigDecimal.ONE) >= 0 ? CENT : CENT.movePointLeft(2);
    }

    private static BigDecimal size(AlpacaAsset asset, int units) {
        BigDecimal whole = BigDecimal.valueOf(units);
        return asset.isCrypto() ? whole.movePointLeft(3) : whole;
    }
}
