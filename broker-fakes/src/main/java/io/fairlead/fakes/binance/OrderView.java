package io.fairlead.fakes.binance;

import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;

/**
 * An order as the venue has it, for a test to look at.
 *
 * @param status in the venue's spelling: {@code NEW}, {@code CANCELED}
 * @param type in the venue's spelling: {@code STOP_LOSS_LIMIT}
 */
public record OrderView(
        long orderId,
        String symbol,
        String clientOrderId,
        Side side,
        String type,
        String status,
        BigDecimal quantity,
        BigDecimal executed,
        BigDecimal executedQuote,
        long orderListId) {
    static OrderView of(SpotOrder order) {
        return new OrderView(
                order.id,
                order.symbol().name(),
                order.clientId,
                order.side(),
                order.ticket.type().name(),
                order.status.name(),
                OrderJson.originalQuantity(order),
                order.executed(),
                order.executedQuote(),
                order.listId);
    }
}
