package io.fairlead.api.order;

/** Where an order is in its life, as far as is known. One of the four parts of its state. */
public enum Lifecycle {
    /** Approved and written down; the venue has not confirmed it. */
    PENDING_NEW(false),
    /** Working at the venue. */
    NEW(false),
    /** The venue has it but holds it back: a leg that waits for its entry, a missing locate, outside hours. */
    SUSPENDED(false),
    /** Its trigger has traded; it works as the order it turned into. */
    TRIGGERED(false),
    /** We refused it; it never left. */
    DENIED(true),
    /** The venue refused it. */
    REJECTED(true),
    /** Filled in full. */
    FILLED(true),
    /** Cancelled; it may have fills. */
    CANCELLED(true),
    /** Ran out of time; it may have fills. */
    EXPIRED(true);

    private final boolean end;

    Lifecycle(boolean end) {
        this.end = end;
    }

    /** Whether nothing more is expected but corrections. */
    public boolean isEnd() {
        return end;
    }
}
