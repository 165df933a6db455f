package io.fairlead.tck;

/** What may happen to a request on its way to the venue and back. */
public enum Fault {
    /** It arrives; the venue does nothing, and no answer ever comes. */
    NOT_ACTED_NO_ANSWER(false),
    /** The venue does as asked, and no answer ever comes. */
    ACTED_NO_ANSWER(true),
    /** No answer ever comes, and the venue does as asked only at {@link VenueStub#actNow()}, when nobody waits any more. */
    ACTED_LATE(false),
    /** The venue does as asked, and the answer cannot be read: half a document, or a page of a proxy. */
    ACTED_GARBAGE(true),
    /** The venue does as asked, and the answer is empty. */
    ACTED_EMPTY(true),
    /** The venue does as asked, and the answer is a 5xx of a gateway. */
    ACTED_SERVER_ERROR(true),
    /** The venue does nothing, and the answer is a 5xx of a gateway. */
    NOT_ACTED_SERVER_ERROR(false),
    /** The venue does as asked, and the connection is reset before the answer. */
    ACTED_RESET(true);

    private final boolean acted;

    Fault(boolean acted) {
        this.acted = acted;
    }

    /** Whether no answer comes, so that only the plug-in's own limit ends the wait. */
    public boolean isSilent() {
        return this == NOT_ACTED_NO_ANSWER || this == ACTED_NO_ANSWER || this == ACTED_LATE;
    }

    /** Whether the venue does as asked at once. */
    public boolean acted() {
        return acted;
    }
}
