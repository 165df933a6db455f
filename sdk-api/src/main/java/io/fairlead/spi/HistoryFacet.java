package io.fairlead.spi;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Past bars. Any thread; no call blocks. */
public interface HistoryFacet {
    /**
     * Ended bars whose start lies in a span, oldest first, all pages of them.
     *
     * @param from first start, inclusive
     * @param to last start, exclusive
     */
    CompletionStage<List<Bar>> bars(InstrumentId instrument, BarInterval interval, Instant from, Instant to);
}
