/**
 * What the gate asks: policies, their rules, and the kill switch. It knows the API only. Rules are pure functions of an order and
 * a view; what they look at is worked out elsewhere.
 */
@NullMarked
package io.fairlead.core.risk;

import org.jspecify.annotations.NullMarked;
