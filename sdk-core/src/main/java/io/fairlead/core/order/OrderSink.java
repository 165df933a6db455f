package io.fairlead.core.order;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.SubmitResult;

/** Where the desk's news goes. Everything but {@link #answered} is called on the session's thread. */
public interface OrderSink {
    /** Something became known about an order; deliver it to its owner when no callback is running. */
    void onOrderEvent(int owner, OrderEvent event);

    /** A fill was booked to the account. */
    void onBooked(ManagedOrder order, Fill fill);

    /** What the account holds of an instrument has changed, for no strategy of the session. */
    void onForeignBooked(int instrumentIndex);

    /** On what terms a strategy's orders pass now. */
    OrderDesk.Terms termsOf(int owner);

    /** A fill's booking was reversed. */
    void onReversed(ManagedOrder order, Fill fill);

    /**
     * Something that a person must hear of.
     *
     * @param code stable, upper case with underscores
     * @param detail the facts
     */
    void onAlarm(String code, String detail);

    /** An adapter's answer, to be handed back to the desk as an input; from any thread. */
    void answered(Answer answer);

    /** A part of what the venue has, to be handed back to the desk; from any thread. It is no input: only the whole is. */
    void answered(VenueSync.Part part);

    /** What the venue has was read, or could not be: an input. */
    void arrived(JournalRecord input);

    /** An adapter's answer to something sent. */
    sealed interface Answer {
        /** The order that was sent, changed or cancelled. */
        ManagedOrder order();

        /**
         * To a submit.
         *
         * @param order the order
         * @param result the answer
         */
        record Submitted(ManagedOrder order, SubmitResult result) implements Answer {}

        /**
         * To a cancel.
         *
         * @param order the order
         * @param result the answer
         */
        record CancelTaken(ManagedOrder order, ActionResult result) implements Answer {}

        /**
         * To a replace.
         *
         * @param order the order
         * @param result the answer
         */
        record ReplaceTaken(ManagedOrder order, ActionResult result) implements Answer {}
    }
}
