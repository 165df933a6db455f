/**
 * The fault harness: a model venue that obeys each idempotency class, seeded schedules of faults, and the invariants that must hold
 * whatever happens. It uses what any host can use, and no switch inside the library.
 */
@NullMarked
package io.fairlead.examples.chaos;

import org.jspecify.annotations.NullMarked;
