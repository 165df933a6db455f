package io.fairlead.api.risk;

import io.fairlead.api.order.Denial;

/** What the gate says of an order: an approval, or why not. */
public sealed interface GateDecision permits ApprovedOrder, ApprovedReplace, GateDecision.Refused {
    /**
     * The order does not leave.
     *
     * @param denial why, and what would pass
     */
    record Refused(Denial denial) implements GateDecision {}
}
