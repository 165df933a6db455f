package io.fairlead.core.journal;

import io.fairlead.api.FairleadException;

/** A record's bytes that cannot be read: of a newer version, or damaged in a way that its checksum did not show. */
public final class JournalFormatException extends FairleadException {
    private static final long serialVersionUID = 1;

    /** With the place, the value and the remedy in words. */
    public JournalFormatException(String message) {
        super(message);
    }

    /** With the place, the value and the remedy in words, and what found it. */
    public JournalFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
