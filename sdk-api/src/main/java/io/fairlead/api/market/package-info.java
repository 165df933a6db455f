/** Market data: bars named by their start and seen at their end, quotes, trades, and read-only views on bar columns. */
@NullMarked
package io.fairlead.api.market;

import org.jspecify.annotations.NullMarked;
