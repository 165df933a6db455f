package io.fairlead.spi;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Side;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Cash and positions of one account, as the venue has them. Any thread; no call blocks. */
public interface AccountFacet {
    /** The account now; complete, or it fails. */
    CompletionStage<Snapshot> snapshot();

    /**
     * An account at one moment.
     *
     * @param cash each currency's cash, orders' reserves included
     * @param positions what is held; without flat ones
     * @param timeNanos when, in epoch nanoseconds
     */
    record Snapshot(List<Money> cash, List<Holding> positions, long timeNanos) {
        /** Copies the lists. */
        public Snapshot {
            cash = List.copyOf(cash);
            positions = List.copyOf(positions);
        }
    }

    /**
     * What is held of an instrument.
     *
     * @param instrument what
     * @param direction BUY for a long position, SELL for a short one
     * @param quantity units, above 0
     * @param averagePrice mean entry price, where the venue says it
     */
    record Holding(InstrumentId instrument, Side direction, Quantity quantity, Optional<Price> averagePrice) {}
}
