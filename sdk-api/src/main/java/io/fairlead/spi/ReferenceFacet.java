package io.fairlead.spi;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a venue trades, and by which rules. Any thread; no call blocks. */
public interface ReferenceFacet {
    /** Every instrument. */
    CompletionStage<List<Instrument>> instruments();

    /** One instrument; empty if the venue does not have it. */
    CompletionStage<Optional<Instrument>> instrument(InstrumentId id);
}
