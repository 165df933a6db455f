package io.fairlead.core.engine;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands for the data source of a recorded run: what it delivered is in the journal. */
final class ReplayData implements MarketDataFacet, HistoryFacet {
    private final ReplayCursor recorded;

    ReplayData(ReplayCursor recorded) {
        this.recorded = recorded;
    }

    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
        return subscription();
    }

    @Override
    public Subscription quotes(InstrumentId instrument, Listener listener) {
        return subscription();
    }

    @Override
    public Subscription trades(InstrumentId instrument, Listener listener) {
        return subscription();
    }

    private Subscription subscription() {
        recorded.refusal().ifPresent(refusal -> {
            throw LiveData.refused(refusal);
        });
        return () -> {};
    }

    @Override
    public CompletionStage<List<Bar>> bars(InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
        return new CompletableFuture<>();
    }
}
