/**
 * What the fake venues share: time, faults, the log of requests. Each venue lives in a package of its own and speaks
 * its real protocol on loopback. Knows no adapter and no SPI.
 */
@NullMarked
package io.fairlead.fakes;

import org.jspecify.annotations.NullMarked;
