package io.fairlead.examples;

import io.fairlead.api.FairleadException;

/** A venue did not do what it was asked: no answer, a refused login, an order that is not there. Told in one line; exit code 1. */
final class VenueFault extends FairleadException {
    private static final long serialVersionUID = 1L;

    VenueFault(String message) {
        super(message);
    }

    VenueFault(String message, Throwable cause) {
        super(message, cause);
    }
}
