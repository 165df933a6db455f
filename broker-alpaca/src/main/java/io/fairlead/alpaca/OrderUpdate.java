package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of {@code trade_updates}.
 *
 * @param event its kind
 * @param executionId the venue's id of the execution, or blank
 * @param previousExecutionId the venue's id of the execution that it changes, or blank
 * @param exactPrice this execution's price, where there is one
 * @param exactQuantity this execution's quantity, where there is one
 * @param timeNanos when it happened; 0 if it does not say
 * @param reason the venue's words, or blank
 * @param order the order afterwards
 */
record OrderUpdate(
        String event,
        String executionId,
        String previousExecutionId,
        @Nullable BigDecimal exactPrice,
        @Nullable BigDecimal exactQuantity,
        long timeNanos,
        String reason,
        AlpacaOrder order) {

    /** Of a whole message; empty for an order of several legs, which has no instrument. */
    static Optional<OrderUpdate> from(JsonNode message) {
        JsonNode data = ExactJson.field(message, "data");
        JsonNode node = ExactJson.field(data, "order");
        String event = ExactJson.text(data, "event");
        if (AlpacaOrder.isMultiLeg(node)) {
            return Optional.empty();
        }
        long happened = AlpacaTime.nanos(data, 0, "timestamp", "at");
        return Optional.of(new OrderUpdate(
                event,
                ExactJson.optionalText(data, "execution_id").orElse(""),
                ExactJson.optionalText(data, "previous_execution_id").orElse(""),
                ExactJson.optionalDecimal(data, "price").orElse(null),
                ExactJson.optionalDecimal(data, "qty").orElse(null),
                happened != 0 ? happened : AlpacaTime.nanos(node, 0, "updated_at"),
                ExactJson.optionalText(data, "reason").orElse(""),
                AlpacaOrder.from(node)));
    }

    /** The execution's price. */
    BigDecimal price() {
        return there(exactPrice, "price");
    }

    /** The execution's quantity. */
    BigDecimal quantity() {
        return there(exactQuantity, "qty");
    }

    private static BigDecimal there(@Nullable BigDecimal value, String name) {
        if (value == null) {
            throw new UnreadableAnswerException("field " + name + " is missing");
        }
        return value;
    }
}
