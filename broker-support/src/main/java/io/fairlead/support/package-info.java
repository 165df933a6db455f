/**
 * What every REST and WebSocket adapter shares: HTTP that never sends twice, rate budgets, streams that come back, exact JSON, redaction,
 * configuration. Knows the API and the SPI, no venue and no core. OkHttp, Jackson and bucket4j may show here; an adapter shows none of them.
 */
@NullMarked
package io.fairlead.support;

import org.jspecify.annotations.NullMarked;
