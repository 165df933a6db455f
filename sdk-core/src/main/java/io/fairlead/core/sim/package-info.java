/**
 * The simulated venue: a broker like any other, filled from the session's own market data. It speaks to the rest of the house
 * through the broker SPI alone, and knows the ledger for its own account.
 */
@NullMarked
package io.fairlead.core.sim;

import org.jspecify.annotations.NullMarked;
