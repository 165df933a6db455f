package io.fairlead.api.order;

/** How the orders of a group depend on each other; FIX {@code ContingencyType(1385)} where it has one. */
public enum Contingency {
    /** A single order. */
    NONE,
    /** One cancels the other. */
    OCO,
    /** One triggers the other. */
    OTO,
    /** An entry with one exit or two, of which one cancels the other. */
    BRACKET
}
