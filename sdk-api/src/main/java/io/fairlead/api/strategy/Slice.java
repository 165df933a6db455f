package io.fairlead.api.strategy;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All subscribed bars of one interval that end at one time. Valid during the callback only, and a view that costs nothing: bars
 * are made when asked for, single columns are read without making one.
 */
public interface Slice {
    /** The interval of its bars. */
    BarInterval interval();

    /** When the bars ended. */
    Instant end();

    /** How many bars are in. */
    int size();

    /** The instrument of the bar at an index, 0 to size - 1, in subscription order. */
    InstrumentId instrument(int index);

    /** The bar at an index. */
    Bar bar(int index);

    /** The close of the bar at an index. */
    double close(int index);

    /** The bar of an instrument; empty when it has none at this time. */
    Optional<Bar> bar(InstrumentId instrument);

    /** Subscribed instruments that have no bar at this time. */
    List<InstrumentId> missing();
}
