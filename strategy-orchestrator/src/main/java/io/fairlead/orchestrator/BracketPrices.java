package io.fairlead.orchestrator;

import io.fairlead.api.Price;
import io.fairlead.api.edge.Direction;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Bracket;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Stops and targets on the tick grid: rounded toward the entry, but never onto it or past it. */
final class BracketPrices {
    private BracketPrices() {}

    /** A plan's stop and target, good till cancelled. */
    static Bracket of(EntryPlan plan, Instrument instrument) {
        Price reference = price(plan.referencePrice());
        Price stop = stop(plan.direction(), plan.stop(), instrument);
        if (stop.compareTo(reference) * plan.direction().sign() >= 0) {
            stop = instrument.roundToTick(
                    price(plan.stop()), mode(plan.direction().opposite()));
        }
        Price target = instrument.roundToTick(
                price(plan.target()), mode(plan.direction().opposite()));
        if (target.compareTo(reference) * plan.direction().sign() <= 0) {
            target = instrument.roundToTick(price(plan.target()), mode(plan.direction()));
        }
        return Bracket.stopAt(stop).targetAt(target);
    }

    /** A stop, rounded toward the price that it follows: up under a long position, down over a short one. */
    static Price stop(Direction direction, double stop, Instrument instrument) {
        return instrument.roundToTick(price(stop), mode(direction));
    }

    private static RoundingMode mode(Direction direction) {
        return direction == Direction.LONG ? RoundingMode.CEILING : RoundingMode.FLOOR;
    }

    private static Price price(double value) {
        return Price.of(BigDecimal.valueOf(value));
    }
}
