/** Alpaca: a provider, and nothing else in public. */
@NullMarked
package io.fairlead.alpaca;

import org.jspecify.annotations.NullMarked;
