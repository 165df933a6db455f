/** Fake venues that speak the real protocols on loopback. Knows no adapter and no SPI. */
@NullMarked
package io.fairlead.fakes;

import org.jspecify.annotations.NullMarked;
