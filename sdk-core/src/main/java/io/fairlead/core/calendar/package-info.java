/** The markets' sessions as versioned data: holidays, early closes, daylight saving. Knows the API alone, no other room. */
@NullMarked
package io.fairlead.core.calendar;

import org.jspecify.annotations.NullMarked;
