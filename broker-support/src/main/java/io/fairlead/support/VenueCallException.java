package io.fairlead.support;

import io.fairlead.api.FairleadException;

/** A read of a venue did not succeed: nothing was lost, and it may be tried again later. Its message holds no secret and it has no cause. */
public final class VenueCallException extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * With what happened.
     *
     * @param status the HTTP status, 0 where there was no answer
     */
    public VenueCallException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The HTTP status, 0 where there was no answer. */
    public int status() {
        return status;
    }
}
