package io.fairlead.core.feed;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import java.util.List;

/**
 * Recorded bars of several instruments at one interval: what a backtest or a replay runs on. Implementations answer every call
 * alike however often they are asked; any thread, also several at once.
 */
public interface BarData {
    /**
     * What the data is about, in an order that never changes; at least one.
     *
     * @throws io.fairlead.api.BadInputException if the data cannot be read
     */
    List<Instrument> instruments();

    /**
     * One instrument's bars, at least one, oldest first, {@linkplain BarColumns#isFrozen() frozen}.
     *
     * @throws io.fairlead.api.BadInputException if the data does not hold that instrument, or cannot be read
     */
    BarColumns bars(InstrumentId instrument);

    /**
     * How much time every bar covers.
     *
     * @throws io.fairlead.api.BadInputException if the data cannot be read
     */
    BarInterval interval();

    /**
     * SHA-256 over the instruments' ids and all columns, as 64 hexadecimal digits: two data sets with one hash hold the same
     * bars of the same instruments in the same order, wherever they come from. Computed at the first call.
     *
     * @throws io.fairlead.api.BadInputException if the data cannot be read
     */
    String contentHash();

    /** Where the data is from, for reports: {@code "SYNTHETIC market, seed 42"}. */
    String description();
}
