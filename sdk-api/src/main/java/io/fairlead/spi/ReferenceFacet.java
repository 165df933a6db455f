package io.fairlead.spi;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a venue trades, and by which rules. Any thread; no call blocks. */
public interface ReferenceFacet {
    /** Every instrument. */
    CompletionStage<List<Instrument>> instruments();

    /** One instrument; empty if the venue does not have it. */
    CompletionStage<Optional<Instrument>> instrument(InstrumentId id);

    /**
     * The venue's clock.
     *
     * @throws UnsupportedCapabilityException if it shows none
     */
    default CompletionStage<Instant> time() {
        throw new UnsupportedCapabilityException("this venue shows no clock; take the session's own");
    }

    /**
     * The venue's own word on its trading days, early closes included; days without trading are left out.
     *
     * @param from first date at the venue, inclusive
     * @param to last date, inclusive
     * @throws UnsupportedCapabilityException if it publishes none
     */
    default CompletionStage<List<TradingDay>> calendar(LocalDate from, LocalDate to) {
        throw new UnsupportedCapabilityException("this venue publishes no calendar; take the instrument's own");
    }

    /**
     * One day of trading.
     *
     * @param date the date at the venue
     * @param open when the regular session begins
     * @param close when it ends
     */
    record TradingDay(LocalDate date, Instant open, Instant close) {}
}
