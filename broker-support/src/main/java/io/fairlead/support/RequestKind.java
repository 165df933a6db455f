package io.fairlead.support;

/** What a request is for: it decides who goes first when the budget is short, and what may be asked again. First is most urgent. */
public enum RequestKind {
    /** Ends an order. Never repeated. */
    CANCEL(0, false),
    /** Makes or changes an order. Never repeated. */
    ORDER_WRITE(5, false),
    /** Reads orders, account or reference data. */
    QUERY(15, true),
    /** Reads market data. */
    DATA(25, true);

    private final int reservedPercent;
    private final boolean mayRepeat;

    RequestKind(int reservedPercent, boolean mayRepeat) {
        this.reservedPercent = reservedPercent;
        this.mayRepeat = mayRepeat;
    }

    /** How much of a window is kept for more urgent kinds, rounded up. */
    long reserved(long limit) {
        return (limit * reservedPercent + 99) / 100;
    }

    /** Whether it reads only, so that a GET of it may be sent again. */
    public boolean mayRepeat() {
        return mayRepeat;
    }
}
