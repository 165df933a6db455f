package io.fairlead.spi;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.VenueOrderId;
import java.util.List;
import java.util.function.Function;

/**
 * What is known about an order when a submit has finished. The stage that carries it completes exceptionally only for a bug; the
 * session then treats the outcome as unknown.
 */
public sealed interface SubmitResult {
    /** The client id that it was sent under. */
    ClientOrderId clientOrderId();

    /**
     * The venue has it: working, or filled already.
     *
     * @param clientOrderId the client id
     * @param venueOrderId the venue's id
     * @param legs the legs whose venue ids the answer named; others follow as reports
     */
    record Accepted(ClientOrderId clientOrderId, VenueOrderId venueOrderId, List<OrderKey> legs)
            implements SubmitResult {
        /** Copies the legs. */
        public Accepted {
            legs = List.copyOf(legs);
        }
    }

    /**
     * The venue's answer proves that it has no such order.
     *
     * @param clientOrderId the client id
     * @param venueText why, in the venue's words
     */
    record Rejected(ClientOrderId clientOrderId, String venueText) implements SubmitResult {}

    /**
     * We refused it; nothing was sent.
     *
     * @param clientOrderId the client id
     * @param denial why
     */
    record Denied(ClientOrderId clientOrderId, Denial denial) implements SubmitResult {}

    /**
     * Sent, and nothing proves either way. It may be live: reconcile, never resend.
     *
     * @param clientOrderId the client id
     * @param what what happened instead of an answer
     */
    record Unknown(ClientOrderId clientOrderId, String what) implements SubmitResult {}

    /** One function per case: no caller can forget {@code Unknown}. */
    default <T> T match(
            Function<Accepted, T> accepted,
            Function<Rejected, T> rejected,
            Function<Denied, T> denied,
            Function<Unknown, T> unknown) {
        if (this instanceof Accepted result) {
            return accepted.apply(result);
        }
        if (this instanceof Rejected result) {
            return rejected.apply(result);
        }
        if (this instanceof Denied result) {
            return denied.apply(result);
        }
        return unknown.apply((Unknown) this);
    }
}
