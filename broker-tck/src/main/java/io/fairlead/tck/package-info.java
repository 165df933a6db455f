/** The contract kit: rules that a broker plug-in keeps, and what runs them. */
@NullMarked
package io.fairlead.tck;

import org.jspecify.annotations.NullMarked;
