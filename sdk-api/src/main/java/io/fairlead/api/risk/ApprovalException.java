package io.fairlead.api.risk;

import io.fairlead.api.FairleadException;

/** Somebody tried to send what the gate of this connection did not approve, or approved for one send that has happened. */
public final class ApprovalException extends FairleadException {
    private static final long serialVersionUID = 1L;

    ApprovalException(String message) {
        super(message);
    }
}
