package io.fairlead.api.order;

/**
 * The venue's name of an order. Some venues keep it when an order changes (IBKR, Tradier), some make a new one (Alpaca replace,
 * Binance cancel-replace).
 *
 * @param value as the venue writes it; not blank
 */
public record VenueOrderId(String value) {
    /** Checks that it is not blank. */
    public VenueOrderId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("venue order id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
