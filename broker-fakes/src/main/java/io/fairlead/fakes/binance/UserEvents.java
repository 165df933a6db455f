package io.fairlead.fakes.binance;

/** When the user data stream tells what a call brought about. */
public enum UserEvents {
    /** Before the call is answered. */
    BEFORE_THE_ANSWER,
    /** Right after the answer has been written. */
    AFTER_THE_ANSWER,
    /** Never: the stream lost it. */
    NEVER
}
