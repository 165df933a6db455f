package io.fairlead.api.risk;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;

/**
 * One order of a group besides its first: identity and request.
 *
 * @param orderId our id
 * @param clientOrderId its own client id
 * @param request what is asked, prices resolved and on the grid
 */
public record ApprovedLeg(OrderId orderId, ClientOrderId clientOrderId, OrderRequest request) {}
