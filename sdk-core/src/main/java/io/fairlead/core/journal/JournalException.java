package io.fairlead.core.journal;

import io.fairlead.api.FairleadException;

/**
 * The journal failed while it was in use: a write or a force did not succeed, or a record that was read back is damaged. A journal
 * that failed to write is broken for good; nothing may be sent on its behalf. Mend what the message names, then open it again.
 */
public final class JournalException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the place, what failed and the remedy. */
    public JournalException(String message) {
        super(message);
    }

    /** With a message and what caused it. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
