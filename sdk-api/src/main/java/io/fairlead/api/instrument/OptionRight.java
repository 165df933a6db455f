package io.fairlead.api.instrument;

/** The right that an option gives. */
public enum OptionRight {
    /** To buy at the strike. */
    CALL,
    /** To sell at the strike. */
    PUT
}
