/**
 * Alpaca on loopback: trading REST v2, the order stream, market data by REST and by streams. Everything in it is guarded by one lock
 * of the venue, and what leaves it is queued at the sockets, so that no client is ever called under that lock.
 */
@NullMarked
package io.fairlead.fakes.alpaca;

import org.jspecify.annotations.NullMarked;
