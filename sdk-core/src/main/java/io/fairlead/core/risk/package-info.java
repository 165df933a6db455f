/** Risk rules and policies: pure functions of an order and the risk view. They know neither engine nor orders in flight. */
@NullMarked
package io.fairlead.core.risk;

import org.jspecify.annotations.NullMarked;
