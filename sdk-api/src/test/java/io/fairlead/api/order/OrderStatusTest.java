package io.fairlead.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderStatusTest {
    /** The precedence once more, as a list of questions in order. */
    private static OrderStatus expected(
            Lifecycle place, boolean fills, PendingAction pending, Certainty submit, Certainty action) {
        if (place.isEnd()) {
            return OrderStatus.valueOf(place.name());
        }
        if (submit == Certainty.UNKNOWN || action == Certainty.UNKNOWN) {
            return OrderStatus.UNKNOWN;
        }
        if (pending == PendingAction.CANCEL) {
            return OrderStatus.PENDING_CANCEL;
        }
        if (pending == PendingAction.REPLACE) {
            return OrderStatus.PENDING_REPLACE;
        }
        if (fills) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        return place == Lifecycle.TRIGGERED ? OrderStatus.NEW : OrderStatus.valueOf(place.name());
    }

    @Test
    void shouldDeriveOneWordFromEveryCombinationOfTheFourParts() {
        int seen = 0;
        for (Lifecycle place : Lifecycle.values()) {
            for (PendingAction pending : PendingAction.values()) {
                for (Certainty submit : Certainty.values()) {
                    for (Certainty action : Certainty.values()) {
                        for (boolean fills : new boolean[] {false, true}) {
                            OrderStatus status = OrderStatus.of(place, fills, pending, submit, action);

                            assertThat(status)
                                    .as("%s %s %s %s %s", place, fills, pending, submit, action)
                                    .isEqualTo(expected(place, fills, pending, submit, action));
                            assertThat(status.isClosed()).isEqualTo(place.isEnd());
                            seen++;
                        }
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(9 * 3 * 2 * 2 * 2);
    }
}
