package io.fairlead.binance;

import io.fairlead.api.FairleadException;

/** The venue answered a read with an error of its own. */
final class BinanceRefusal extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** With the venue's code and text, scrubbed. */
    BinanceRefusal(int code, String text) {
        super(text);
        this.code = code;
    }

    /** The venue's code, negative; 0 where there was none. */
    int code() {
        return code;
    }
}
