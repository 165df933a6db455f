/** An HTTP/1.1 and WebSocket server on loopback, one port for both, that can also misbehave when told to. */
@NullMarked
package io.fairlead.fakes.net;

import org.jspecify.annotations.NullMarked;
