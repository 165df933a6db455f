/** Binance spot: a provider, and nothing else in public. */
@NullMarked
package io.fairlead.binance;

import org.jspecify.annotations.NullMarked;
