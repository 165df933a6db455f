package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;

/**
 * An open position as the exit rules see it.
 *
 * @param direction which way
 * @param entryPrice what it was opened at
 * @param entryAtr average true range of the bar that decided on it, in price units
 * @param stop where it is given up
 * @param target where its profit is taken
 * @param best the best close since entry; the entry price at first
 * @param trailing whether the stop follows the best close
 */
public record OpenPosition(
        Direction direction,
        double entryPrice,
        double entryAtr,
        double stop,
        double target,
        double best,
        boolean trailing)
        implements PositionView {
    /** A plan that was filled at a price. */
    public static OpenPosition of(EntryPlan plan, double fillPrice) {
        return new OpenPosition(plan.direction(), fillPrice, plan.atr(), plan.stop(), plan.target(), fillPrice, false);
    }

    /** Its gain at a price, as a fraction of the entry price. */
    public double gainAt(double price) {
        return (price - entryPrice) * direction.sign() / entryPrice;
    }
}
