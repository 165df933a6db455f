package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Side;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import java.util.Optional;

/** One thing that the comparison of journal and venue has found, and what follows from it. */
sealed interface Finding {
    /**
     * The venue has something that was not reported: it is taken in as if it had been.
     *
     * @param report what
     */
    record Missed(OrderReport report) implements Finding {}

    /**
     * The venue has the order.
     *
     * @param order ours
     * @param at theirs
     */
    record Found(ManagedOrder order, VenueOrder at) implements Finding {}

    /**
     * The venue does not have the order, and that proves that it never got it.
     *
     * @param order ours
     * @param proof why
     */
    record NeverPlaced(ManagedOrder order, String proof) implements Finding {}

    /**
     * The venue no longer has an order open that it had: it has ended, and its fills are known.
     *
     * @param order ours
     */
    record EndedUnseen(ManagedOrder order) implements Finding {}

    /**
     * A change has been made.
     *
     * @param order ours
     * @param now how the venue names it since
     */
    record ChangeMade(ManagedOrder order, OrderKey now) implements Finding {}

    /**
     * A change has not been made.
     *
     * @param order ours
     * @param why not
     */
    record ChangeNotMade(ManagedOrder order, String why) implements Finding {}

    /**
     * A cancel has not been done: the order works.
     *
     * @param order ours
     */
    record CancelNotDone(ManagedOrder order) implements Finding {}

    /**
     * It cannot be said yet; the venue is asked again.
     *
     * @param order ours
     * @param why not
     */
    record Open(ManagedOrder order, String why) implements Finding {}

    /**
     * An order that the session did not make.
     *
     * @param at theirs
     */
    record External(VenueOrder at) implements Finding {}

    /**
     * The venue holds something else than the books.
     *
     * @param index the instrument's
     * @param difference what the venue holds more, without sign
     * @param side BUY if it is longer than the books
     * @param detail both figures
     */
    record PositionGap(int index, Quantity difference, Side side, String detail) implements Finding {}

    /**
     * An order that is over here, and open there: it came late, or the venue had more of it to fill than was known.
     *
     * @param order ours
     * @param at as the venue has it
     */
    record LeftOver(ManagedOrder order, VenueOrder at) implements Finding {}

    /**
     * Something that a person must look at.
     *
     * @param code of the alarm
     * @param detail the facts
     * @param about the order in whose instrument nothing is sent until then; empty if that need not be
     */
    record Trouble(String code, String detail, Optional<ManagedOrder> about) implements Finding {
        /** About an order in whose instrument nothing is sent until it is cleared up. */
        static Trouble of(String code, ManagedOrder order, String detail) {
            return new Trouble(code, "order=" + order + " " + detail, Optional.of(order));
        }
    }
}
