package io.fairlead.tck;

/** What may happen to an order event on its way from the venue. */
public enum StreamFault {
    /** It never comes; asked for, the venue tells of it. */
    LOSE(Hook.STREAM_LOSE),
    /** It comes twice, byte for byte. */
    DUPLICATE(Hook.STREAM_DUPLICATE),
    /** It comes at {@link VenueStub#tellLate()}. */
    DELAY(Hook.STREAM_DELAY),
    /** It and the one after it change places. */
    SWAP(Hook.STREAM_SWAP);

    private final Hook hook;

    StreamFault(Hook hook) {
        this.hook = hook;
    }

    /** What a stub declares that can do this. */
    public Hook hook() {
        return hook;
    }
}
