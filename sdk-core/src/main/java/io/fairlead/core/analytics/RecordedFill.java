package io.fairlead.core.analytics;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderType;

/**
 * A fill and whose it was.
 *
 * @param fill what happened
 * @param order the order that filled
 * @param type how the order's price is made: a stop that has filled is still a {@link OrderType#STOP}
 * @param strategy the name of the strategy that asked for it
 * @param tag the order's label; empty without one
 * @param decisionId the decision that led to the order; empty without one
 */
public record RecordedFill(Fill fill, OrderId order, OrderType type, String strategy, String tag, String decisionId) {}
