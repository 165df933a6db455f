package io.fairlead.binance;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.spi.ReferenceFacet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The symbols, and a note of those that somebody asked for: their trades are looked for after a gap and after a restart. */
final class InUse implements ReferenceFacet {
    private final SymbolTable symbols;
    private final KnownOrders known;

    InUse(SymbolTable symbols, KnownOrders known) {
        this.symbols = symbols;
        this.known = known;
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return symbols.instruments();
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return symbols.instrument(id).thenApply(found -> {
            found.ifPresent(instrument -> known.use(instrument.id().symbol()));
            return found;
        });
    }

    @Override
    public CompletionStage<Instant> time() {
        return symbols.time();
    }
}
