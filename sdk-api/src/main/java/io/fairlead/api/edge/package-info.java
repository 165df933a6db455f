/**
 * The voices of an ensemble: what an edge reads, how it votes, and how it is configured. Plug-ins implement
 * {@link io.fairlead.api.edge.Edge}; nothing here sees a broker or an order.
 */
@NullMarked
package io.fairlead.api.edge;

import org.jspecify.annotations.NullMarked;
