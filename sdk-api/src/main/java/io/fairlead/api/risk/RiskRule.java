package io.fairlead.api.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import java.util.List;
import java.util.Optional;

/** One rule of the gate: a pure function. The same order and view give the same answer; no I/O, no clock, no state. */
public interface RiskRule {
    /** Its stable name, the key in reports and limit changes: {@code "order-notional"}. */
    String name();

    /** Empty to let the order pass, or why not. A rule that throws denies the order ({@code RULE_FAILED}). */
    Optional<Denial> check(OrderRequest order, RiskView view);

    /**
     * Whether the rule also judges an order that can only reduce exposure. Rules on exposure, loss, counts, concentration and
     * stale data leave exits alone: that is the default.
     */
    default boolean appliesToReducing() {
        return false;
    }

    /** The codes that its denials may carry, for reports and documents; empty if it does not say. */
    default List<String> codes() {
        return List.of();
    }

    /** The rule and its limits in one line, for reports. */
    default String describe() {
        return name();
    }
}
