package io.fairlead.core.sim;

import io.fairlead.api.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How much of a bar's volume may fill all orders of an instrument together. */
record VolumeShare(BigDecimal fraction) {
    VolumeShare {
        if (fraction.signum() <= 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "volume share must be above 0 and at most 1, was " + fraction.toPlainString());
        }
    }

    /** Units × 10^quantityScale, rounded down to the lot; a bar without volume fills nothing. */
    long of(double volume, Book book) {
        if (!(volume > 0)) {
            return 0;
        }
        BigDecimal units =
                BigDecimal.valueOf(volume).multiply(fraction).setScale(book.quantityScale(), RoundingMode.DOWN);
        Quantity whole = book.instrument().roundDownToLot(Quantity.of(units));
        return whole.fitsScale(book.quantityScale()) ? whole.toScaled(book.quantityScale()) : Long.MAX_VALUE;
    }
}
