package io.fairlead.tck;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What passes between the reference broker and the reference venue. */
final class RefWire {
    private RefWire() {}

    /** An order as the venue shows it. */
    record OrderView(
            String id,
            Optional<String> clientId,
            OrderRequest request,
            Quantity filled,
            Lifecycle lifecycle,
            long createdNanos) {}

    /** An order to be placed, with the ids that we give. */
    record NewOrder(Optional<String> clientId, OrderRequest request) {}

    /** A group to be placed. */
    record NewGroup(NewOrder first, Contingency contingency, List<NewOrder> legs) {}

    /** A page of something; the token of the next one is below 0 if there is none. */
    record Page<T>(List<T> items, int next) {}

    /** An execution with its order. */
    record Executed(String orderId, Optional<String> clientId, Fill fill, Quantity cumulative) {}

    /** What the order stream tells. */
    sealed interface Event {
        /** An order is new, or works from now on. */
        record Working(OrderView order, long nanos) implements Event {}

        /** An order waits for another. */
        record Waiting(OrderView order, long nanos) implements Event {}

        /** An execution. */
        record Execution(OrderView order, Executed executed) implements Event {}

        /** An order has ended without being filled. */
        record Ended(OrderView order, long nanos) implements Event {}

        /** An order by notional has got all it wanted. */
        record Done(OrderView order, long nanos) implements Event {}

        /** An order was replaced by another. */
        record Replaced(OrderView before, OrderView now, long nanos) implements Event {}

        /** An execution was taken back. */
        record Busted(OrderView order, String executionId, long nanos) implements Event {}

        /** An execution was corrected. */
        record Corrected(OrderView order, String executionId, Fill now, long nanos) implements Event {}
    }

    /** Takes the order stream. */
    interface Stream {
        void onEvent(Event event);

        void onPong();

        void onClosed(String why);
    }

    /** Takes a market data stream. */
    interface Data {
        void onDatum(InstrumentId instrument, Object datum);

        void onBroken();
    }

    /** What went wrong with a request. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** How. */
        enum Kind {
            /** It did not get there. */
            NOT_SENT,
            /** The venue refuses it. */
            REJECTED,
            /** The venue does not know what it is about. */
            NOT_FOUND,
            /** Wrong credentials. */
            UNAUTHORIZED,
            /** Too many. */
            LIMITED,
            /** 5xx. */
            SERVER_ERROR,
            /** Cannot be read. */
            GARBAGE,
            /** No answer in time. */
            TIMEOUT,
            /** The connection broke. */
            RESET
        }

        final Kind kind;
        final transient Duration retryAfter;

        Failure(Kind kind, String message) {
            this(kind, message, Duration.ZERO);
        }

        Failure(Kind kind, String message, Duration retryAfter) {
            super(message);
            this.kind = kind;
            this.retryAfter = retryAfter;
        }
    }
}
