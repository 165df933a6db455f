/**
 * Order management: every order's one record from intent to end, the one transition table, exposure of working orders, and what the
 * risk rules see. It may touch the ledger, and brokers through the SPI only; it knows no engine and no strategy.
 */
@NullMarked
package io.fairlead.core.order;

import org.jspecify.annotations.NullMarked;
