package io.fairlead.core.risk;

import io.fairlead.api.Quantity;
import io.fairlead.api.risk.RiskView;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What of an order would pass: for denials only. */
final class Room {
    private Room() {}

    /** In words, how many units fit into what is left of a limit, and how else it could pass. */
    static String forUnits(RiskView view, long leftE8, String otherwise) {
        long notional = view.notionalE8();
        long asked = view.orderQuantityScaled();
        if (leftE8 <= 0 || notional <= 0 || notional == Long.MAX_VALUE || asked <= 0) {
            return "wait until there is room, or " + otherwise;
        }
        BigDecimal units = BigDecimal.valueOf(asked, view.instrument().quantityScale())
                .multiply(BigDecimal.valueOf(leftE8))
                .divide(BigDecimal.valueOf(notional), view.instrument().quantityScale(), RoundingMode.DOWN);
        Quantity fitting = view.instrument().roundDownToLot(Quantity.of(units));
        return fitting.isZero()
                ? "wait until there is room, or " + otherwise
                : "ask for at most " + fitting + ", or " + otherwise;
    }

    /** What a limit leaves to this order, given what it is measured by with the order in it. */
    static long left(long limitE8, long withOrderE8, RiskView view) {
        long notional = view.notionalE8();
        if (withOrderE8 == Long.MAX_VALUE || notional == Long.MAX_VALUE) {
            return 0;
        }
        return limitE8 - Math.max(0, withOrderE8 - notional);
    }
}
