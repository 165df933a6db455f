package io.fairlead.support;

import io.fairlead.api.FairleadException;

/**
 * A venue's answer does not say what it should: no JSON, a field that is missing or of another kind, a value that moves orders and that we do
 * not know. It proves nothing about what the venue did. Its message names the field, never the content.
 */
public final class UnreadableAnswerException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the field and what was expected. */
    public UnreadableAnswerException(String message) {
        super(message);
    }
}
