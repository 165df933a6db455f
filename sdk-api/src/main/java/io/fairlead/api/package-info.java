/** Values and errors that every other package speaks in: prices, quantities, money, accounts. Exact decimals, no doubles. */
@NullMarked
package io.fairlead.api;

import org.jspecify.annotations.NullMarked;
