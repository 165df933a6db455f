package io.fairlead.support;

import io.fairlead.api.FairleadException;

/** A venue refuses a login for good: wrong key, no permission. Trying again would not help. */
public final class StreamRefusedException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** With the venue's word, scrubbed. */
    public StreamRefusedException(String message) {
        super(message);
    }
}
