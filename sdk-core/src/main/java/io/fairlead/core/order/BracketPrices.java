package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Turns a bracket's distances into exit orders: from the reference price, rounded to the grid toward the entry. */
final class BracketPrices {
    private BracketPrices() {}

    /** Target (if any) and stop (if any), in this order, for the entry's quantity. */
    static List<OrderRequest> exits(OrderRequest entry, Bracket bracket, Instrument instrument, Price reference) {
        int up = entry.side().sign();
        List<OrderRequest> exits = new ArrayList<>(2);
        if (bracket.target().isPresent()) {
            Price target = bracket.target().get().from(reference, up);
            exits.add(exit(entry, bracket)
                    .limit(towardEntry(instrument, target, up))
                    .build());
        }
        if (bracket.stop().isPresent()) {
            Price stop = bracket.stop().get().from(reference, -up);
            exits.add(exit(entry, bracket)
                    .stop(towardEntry(instrument, stop, -up))
                    .build());
        }
        return exits;
    }

    private static OrderRequest.Builder exit(OrderRequest entry, Bracket bracket) {
        Side side = entry.side().opposite();
        OrderRequest.Builder exit = OrderRequest.of(entry.instrument(), side)
                .quantity(entry.quantity().orElseThrow())
                .timeInForce(bracket.timeInForce())
                .tag(entry.tag())
                .decisionId(entry.decisionId());
        entry.account().ifPresent(exit::account);
        return exit;
    }

    private static Price towardEntry(Instrument instrument, Price exact, int direction) {
        return instrument.roundToTick(exact, direction > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }
}
