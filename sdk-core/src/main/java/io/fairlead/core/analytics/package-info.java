/**
 * What a run leaves behind and what can be said of it: the record, round trips, statistics. It may touch the API and bar columns; it
 * knows neither engine nor ledger, which write into it through {@link io.fairlead.core.analytics.RunRecorder}.
 */
@NullMarked
package io.fairlead.core.analytics;

import org.jspecify.annotations.NullMarked;
