@NullMarked
package io.fairlead.fakes.binance;

import org.jspecify.annotations.NullMarked;
