package io.fairlead.tck;

/** What a {@link VenueStub} may be able to do. */
public enum Hook {
    /** {@link VenueStub#requests()}. */
    REQUEST_LOG("show the requests that reached it"),
    /** {@link VenueStub#quote}. */
    QUOTES("set the best bid and ask"),
    /** {@link VenueStub#trade}. */
    TRADES("let others trade"),
    /** {@link VenueStub#bar}. */
    BARS("end a bar"),
    /** {@link VenueStub#depth}. */
    DEPTH("set the order book"),
    /** {@link VenueStub#news}. */
    NEWS("publish news"),
    /** {@link VenueStub#seedBars}. */
    HISTORY("fill its archive with bars"),
    /** {@link VenueStub#fill(io.fairlead.api.order.VenueOrderId, io.fairlead.api.Quantity)}. */
    COUNTERPARTY("let others trade against a resting order"),
    /** {@link VenueStub#fill(io.fairlead.api.order.VenueOrderId, io.fairlead.api.Quantity, io.fairlead.api.Price)}. */
    FILL_PRICE("fill at a price that is not the order's"),
    /** {@link VenueStub#placeElsewhere} and {@link VenueStub#cancelElsewhere}. */
    ELSEWHERE("place and cancel orders past the plug-in"),
    /** {@link VenueStub#bust}. */
    BUST("take an execution back"),
    /** {@link VenueStub#correct}. */
    CORRECT("correct an execution"),
    /** {@link VenueStub#rejectNext}. */
    REJECT("refuse a request in given words"),
    /** {@link VenueStub#limitNext}. */
    RATE_LIMIT("say that there were too many requests"),
    /** {@link StreamFault#LOSE}. */
    STREAM_LOSE("lose an order event"),
    /** {@link StreamFault#DUPLICATE}. */
    STREAM_DUPLICATE("tell an order event twice"),
    /** {@link StreamFault#DELAY} and {@link VenueStub#tellLate}. */
    STREAM_DELAY("hold an order event back"),
    /** {@link StreamFault#SWAP}. */
    STREAM_SWAP("tell two order events in the wrong order"),
    /** {@link VenueStub#dropStream}. */
    STREAM_DROP("break the order stream"),
    /** {@link VenueStub#silenceStream}. */
    STREAM_SILENCE("let the order stream go silent"),
    /** {@link VenueStub#dropData}. */
    DATA_DROP("break the market data stream"),
    /** {@link VenueStub#refuseConnections}. */
    REFUSE("refuse connections"),
    /** {@link VenueStub#wrongCredentials}. */
    CREDENTIALS("name credentials that it does not take"),
    /** {@link VenueStub#venueClockAhead}. */
    CLOCK_OFFSET("set its own clock apart"),
    /** A second connection finds what the first one left, as at any real venue. */
    SECOND_CONNECTION("be connected to again"),
    /** Orders end by time, when {@link ManualTime} reaches it. */
    EXPIRY("end orders by time"),
    /** {@link VenueStub#log}. */
    LOG("show what was logged");

    private final String what;

    Hook(String what) {
        this.what = what;
    }

    /** What it is, after "can" or "cannot". */
    public String what() {
        return what;
    }
}
