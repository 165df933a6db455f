package io.fairlead.api.order;

/**
 * One word for an order's state, derived from its four parts: FIX {@code OrdStatus(39)} names and precedence where FIX has them.
 */
public enum OrderStatus {
    /** Sent, unconfirmed; {@code A}. */
    PENDING_NEW,
    /** Working; {@code 0}. */
    NEW,
    /** Held back by the venue; {@code 9}. */
    SUSPENDED,
    /** Working with fills; {@code 1}. */
    PARTIALLY_FILLED,
    /** A cancel is on its way; fills are still possible; {@code 6}. */
    PENDING_CANCEL,
    /** A replace is on its way; {@code E}. */
    PENDING_REPLACE,
    /** The outcome of an action is not known: it may be live. No FIX name. */
    UNKNOWN,
    /** We refused it; it never left. No FIX name. */
    DENIED,
    /** The venue refused it; {@code 8}. */
    REJECTED,
    /** Done; {@code 2}. */
    FILLED,
    /** Ended by a cancel, perhaps with fills; {@code 4}. */
    CANCELLED,
    /** Ended by time, perhaps with fills; {@code C}. */
    EXPIRED;

    /** Derives the word: an end wins, then what is unknown, then what is pending, then fills. */
    public static OrderStatus of(
            Lifecycle lifecycle,
            boolean hasFills,
            PendingAction pending,
            Certainty submitCertainty,
            Certainty pendingCertainty) {
        if (lifecycle.isEnd()) {
            return ended(lifecycle);
        }
        if (submitCertainty == Certainty.UNKNOWN || pendingCertainty == Certainty.UNKNOWN) {
            return UNKNOWN;
        }
        if (pending != PendingAction.NONE) {
            return pending == PendingAction.CANCEL ? PENDING_CANCEL : PENDING_REPLACE;
        }
        if (hasFills) {
            return PARTIALLY_FILLED;
        }
        return switch (lifecycle) {
            case PENDING_NEW -> PENDING_NEW;
            case SUSPENDED -> SUSPENDED;
            default -> NEW;
        };
    }

    private static OrderStatus ended(Lifecycle end) {
        return switch (end) {
            case DENIED -> DENIED;
            case REJECTED -> REJECTED;
            case FILLED -> FILLED;
            case CANCELLED -> CANCELLED;
            default -> EXPIRED;
        };
    }

    /** Whether nothing more is expected but corrections. */
    public boolean isClosed() {
        return this == DENIED || this == REJECTED || this == FILLED || this == CANCELLED || this == EXPIRED;
    }
}
