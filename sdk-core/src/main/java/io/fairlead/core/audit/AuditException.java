package io.fairlead.core.audit;

import io.fairlead.api.FairleadException;

/** The audit database could not do what it was asked. What was committed stays; try again later from there. */
public final class AuditException extends FairleadException {
    private static final long serialVersionUID = 1;

    /** With a message that names the database, without its password. */
    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message that names the database, without its password. */
    public AuditException(String message) {
        super(message);
    }
}
