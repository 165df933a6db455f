package io.fairlead.core.analytics;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderId;

/**
 * A fill and whose it was.
 *
 * @param fill what happened
 * @param order the order that filled
 * @param strategy the name of the strategy that asked for it
 * @param tag the order's label; empty without one
 * @param decisionId the decision that led to the order; empty without one
 */
public record RecordedFill(Fill fill, OrderId order, String strategy, String tag, String decisionId) {}
