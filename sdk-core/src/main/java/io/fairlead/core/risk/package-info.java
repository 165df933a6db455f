/**
 * What the gate asks and what takes trading back: policies, their rules, breakers, the kill switch with its file and signal, and sizes
 * that fit the limits. It knows the API only. Rules are pure functions of an order and a view, breakers small state machines that are
 * told of time; what both look at is worked out elsewhere.
 */
@NullMarked
package io.fairlead.core.risk;

import org.jspecify.annotations.NullMarked;
