package io.fairlead.core.ledger;

import io.fairlead.api.order.Fill;
import java.math.BigDecimal;
import java.util.List;

/**
 * A position as a checkpoint keeps it, exactly: what was held before the latest fills, and those fills, so that one of them can still be
 * taken out as if it had never been.
 *
 * @param quantity signed units before the fills
 * @param cost what they cost, with the quantity's sign, in the quote currency
 * @param realized profit taken before the fills, in the quote currency
 * @param fills the latest ones, oldest first
 */
public record Kept(BigDecimal quantity, BigDecimal cost, BigDecimal realized, List<Fill> fills) {
    /** Copies the fills. */
    public Kept {
        fills = List.copyOf(fills);
    }
}
