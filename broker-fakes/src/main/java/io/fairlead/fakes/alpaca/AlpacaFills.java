package io.fairlead.fakes.alpaca;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When, at what price and how much is filled, as on a paper account: at the quote, whatever its size, with no improvement; of all
 * fills some are partial, drawn from the seed. A resting limit is filled at its own price. Guarded by the venue's lock.
 */
final class AlpacaFills {
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final SplittableRandom chance;
    private final int partialPercent;

    AlpacaFills(SplittableRandom chance, int partialPercent) {
        this.chance = chance;
        this.partialPercent = partialPercent;
    }

    /** Whether the last price has reached its stop, which trails first if it is to trail; remembered once it has. */
    boolean triggers(AlpacaOrder order, AlpacaLine line) {
        BigDecimal last = line.mark();
        if (last == null || line.halted) {
            return false;
        }
        trail(order, last);
        BigDecimal stop = order.stop;
        boolean reached = stop != null && (order.isBuy() ? last.compareTo(stop) >= 0 : last.compareTo(stop) <= 0);
        order.triggered |= reached;
        return reached;
    }

    private static void trail(AlpacaOrder order, BigDecimal last) {
        if (!order.form.type().equals("trailing_stop")) {
            return;
        }
        BigDecimal mark = order.hwm;
        BigDecimal best = mark == null ? last : order.isBuy() ? mark.min(last) : mark.max(last);
        order.hwm = best;
        BigDecimal percent = order.form.trailPercent();
        BigDecimal away = order.form.trailPrice();
        if (percent != null) {
            away = best.multiply(percent).divide(HUNDRED).setScale(2, RoundingMode.HALF_UP);
        }
        if (away != null) {
            order.stop = order.isBuy() ? best.add(away) : best.subtract(away);
        }
    }

    /** The price at which the order can be filled now; null if it cannot. */
    @Nullable
    BigDecimal price(AlpacaOrder order, AlpacaLine line) {
        BigDecimal far = line.farSide(order.isBuy());
        if (far == null) {
            return null;
        }
        BigDecimal limit = limit(order);
        if (limit == null) {
            return far;
        }
        boolean reached = order.isBuy() ? far.compareTo(limit) <= 0 : far.compareTo(limit) >= 0;
        if (!reached) {
            return null;
        }
        return order.rested && order.limit != null && order.form.type().equals("limit") ? limit : far;
    }

    private static @Nullable BigDecimal limit(AlpacaOrder order) {
        BigDecimal stop = order.stop;
        if (order.form.type().equals("stop") && order.isBuy() && stop != null) {
            return AlpacaExchange.stopCap(stop);
        }
        return order.limit;
    }

    /** How much of it is filled now, 0 or more; what a test made available is used up. */
    BigDecimal quantity(AlpacaOrder order, AlpacaLine line, BigDecimal price) {
        BigDecimal qty = order.remaining(price);
        BigDecimal available = line.available;
        if (available != null) {
            BigDecimal taken = qty.min(available);
            line.available = available.subtract(taken);
            return taken;
        }
        if (order.filled.signum() == 0 && chance.nextInt(100) < partialPercent) {
            BigDecimal step = order.form.isFractional() ? order.asset.tradeIncrement() : BigDecimal.ONE;
            BigDecimal half = qty.divide(BigDecimal.valueOf(2))
                    .divideToIntegralValue(step)
                    .multiply(step);
            return half.signum() == 0 ? qty : half;
        }
        return qty;
    }
}
