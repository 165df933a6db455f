/** What a strategy implements and what it is given: callbacks, context, positions, slices, timers. */
@NullMarked
package io.fairlead.api.strategy;

import org.jspecify.annotations.NullMarked;
