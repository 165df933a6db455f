package io.fairlead.core.engine;

import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.strategy.Position;
import java.util.List;

/**
 * What a closed session leaves behind.
 *
 * @param openOrders orders that had not ended
 * @param positions positions that are held
 * @param unprotected those of the positions that no working order of the venue reduces
 * @param unknown orders whose outcome is not known
 */
public record CloseReport(
        List<OrderTicket> openOrders, List<Position> positions, List<Position> unprotected, List<OrderTicket> unknown) {
    /** Copies the lists. */
    public CloseReport {
        openOrders = List.copyOf(openOrders);
        positions = List.copyOf(positions);
        unprotected = List.copyOf(unprotected);
        unknown = List.copyOf(unknown);
    }

    /** In words, a line per thing that needs looking after; empty if there is none. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        openOrders.forEach(order -> text.append("open order ").append(order).append('\n'));
        unprotected.forEach(position -> text.append("unprotected position ")
                .append(position.direction() > 0 ? "long " : "short ")
                .append(position.quantity())
                .append(' ')
                .append(position.instrument())
                .append('\n'));
        unknown.forEach(order -> text.append("unknown outcome ").append(order).append('\n'));
        return text.toString();
    }
}
