/**
 * The flagship strategy: an ensemble of edges, the pure function that turns their votes into decisions, its profiles, and the
 * records that explain them. Reads market data and edges; knows no broker.
 */
@NullMarked
package io.fairlead.orchestrator;

import org.jspecify.annotations.NullMarked;
