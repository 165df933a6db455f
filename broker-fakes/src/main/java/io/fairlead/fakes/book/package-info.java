/** An exact order book with price-time priority: what the fake venues trade on. */
@NullMarked
package io.fairlead.fakes.book;

import org.jspecify.annotations.NullMarked;
