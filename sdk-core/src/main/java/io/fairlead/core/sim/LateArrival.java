package io.fairlead.core.sim;

/** What becomes of an order that reaches the book while a bar is running: that bar's open was before it. */
public enum LateArrival {
    /** It waits for the next bar. */
    NEXT_BAR,
    /**
     * It meets the bar's close, the one price of the bar that certainly came after it, at the bar's end; then the next bar. Closer to
     * what a market would do where bars are long, and where an order sent shortly before the close must not wait for the next day.
     */
    BAR_CLOSE
}
