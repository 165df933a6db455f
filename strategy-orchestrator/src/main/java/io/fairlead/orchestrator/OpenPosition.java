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
 * @param bracketed whether orders at a venue own stop and target: then a bar that merely reaches them ends nothing, for the venue
 *     says so itself; only a close beyond the stop does, which those orders have missed
 */
public record OpenPosition(
        Direction direction,
        double entryPrice,
        double entryAtr,
        double stop,
        double target,
        double best,
        boolean trailing,
        boolean bracketed)
        implements PositionView {
    /** A plan that was filled at a price, without orders at a venue. */
    public static OpenPosition of(EntryPlan plan, double fillPrice) {
        return new OpenPosition(
                plan.direction(), fillPrice, plan.atr(), plan.stop(), plan.target(), fillPrice, false, false);
    }

    /** The same, with orders at a venue that own its stop and target. */
    public OpenPosition withBracket() {
        return new OpenPosition(direction, entryPrice, entryAtr, stop, target, best, trailing, true);
    }

    /** The same, opened at another mean price: more of its entry has filled. */
    public OpenPosition withEntryPrice(double price) {
        double bestSince = best == entryPrice ? price : best;
        return new OpenPosition(direction, price, entryAtr, stop, target, bestSince, trailing, bracketed);
    }

    /** The same, moved by a close. */
    OpenPosition moved(double newBest, boolean trails, double newStop) {
        return new OpenPosition(direction, entryPrice, entryAtr, newStop, target, newBest, trails, bracketed);
    }

    /** Its gain at a price, as a fraction of the entry price. */
    public double gainAt(double price) {
        return (price - entryPrice) * direction.sign() / entryPrice;
    }
}
