/** Indicators: incremental, primitive, allocation-free once made. Knows the API's market data alone, no other room. */
@NullMarked
package io.fairlead.core.indicator;

import org.jspecify.annotations.NullMarked;
