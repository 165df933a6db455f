package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.TradeType;

/**
 * The position that a decision opens.
 *
 * @param direction which way
 * @param type the idea behind it
 * @param size fraction of equity
 * @param kellySize the Kelly size that it was compared with, as a fraction of equity; 0 where there is none
 * @param referencePrice the deciding bar's close
 * @param atr average true range at the deciding bar, in price units
 * @param stop stop price
 * @param target target price
 */
public record EntryPlan(
        Direction direction,
        TradeType type,
        double size,
        double kellySize,
        double referencePrice,
        double atr,
        double stop,
        double target) {}
