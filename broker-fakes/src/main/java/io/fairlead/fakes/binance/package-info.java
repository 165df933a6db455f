/** A fake of Binance spot: REST v3, WebSocket API v3, market streams and user data, on one loopback port. */
@NullMarked
package io.fairlead.fakes.binance;

import org.jspecify.annotations.NullMarked;
