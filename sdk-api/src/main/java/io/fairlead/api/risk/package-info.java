/** The risk gate: the only place where an order becomes one that a broker accepts, and what rules may look at. */
@NullMarked
package io.fairlead.api.risk;

import org.jspecify.annotations.NullMarked;
