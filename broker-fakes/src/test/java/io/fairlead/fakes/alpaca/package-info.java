@NullMarked
package io.fairlead.fakes.alpaca;

import org.jspecify.annotations.NullMarked;
