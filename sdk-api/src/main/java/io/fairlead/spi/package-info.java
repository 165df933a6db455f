/** What the author of a broker or data plug-in implements. Grows by facets and by default methods only. */
@NullMarked
package io.fairlead.spi;

import org.jspecify.annotations.NullMarked;
