package io.fairlead.fakes.alpaca;

import java.util.Locale;

/** Where an order is in its life, by Alpaca's names. */
enum AlpacaStatus {
    PENDING_NEW,
    ACCEPTED,
    NEW,
    HELD,
    PARTIALLY_FILLED,
    PENDING_CANCEL,
    PENDING_REPLACE,
    FILLED,
    CANCELED,
    EXPIRED,
    REPLACED,
    REJECTED;

    boolean isTerminal() {
        return switch (this) {
            case FILLED, CANCELED, EXPIRED, REPLACED, REJECTED -> true;
            default -> false;
        };
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
