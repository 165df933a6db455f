package io.fairlead.core.audit;

import java.util.List;
import java.util.Optional;

/** Orders that were projected before and are not in memory. */
interface OrderSource {
    /** Knows none. */
    OrderSource NONE = new OrderSource() {
        @Override
        public List<OrderRef> withId(long orderId) {
            return List.of();
        }

        @Override
        public List<OrderRef> named(String kind, String id) {
            return List.of();
        }

        @Override
        public Optional<OrderLine> order(OrderRef ref) {
            return Optional.empty();
        }

        @Override
        public List<OrderRef> legs(OrderRef parent) {
            return List.of();
        }

        @Override
        public List<OrderRef> open() {
            return List.of();
        }

        @Override
        public List<OrderRef> externals() {
            return List.of();
        }
    };

    /** The orders with this id, of the latest run first. */
    List<OrderRef> withId(long orderId);

    /** The orders that have, or had, an id; first the one that was named so last. */
    List<OrderRef> named(String kind, String id);

    /** One order. */
    Optional<OrderLine> order(OrderRef ref);

    /** The legs of an order, by their ids. */
    List<OrderRef> legs(OrderRef parent);

    /** Orders of ours that have not ended. */
    List<OrderRef> open();

    /** Orders made elsewhere. */
    List<OrderRef> externals();
}
