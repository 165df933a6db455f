package io.fairlead.core.sim;

import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SimulationFacet;

/** The venue's outside: every facet, and on which thread it answers. */
interface Front extends OrderFacet, AccountFacet, ReferenceFacet, SimulationFacet {
    /** Tells the listener that the connection is up. */
    void open();

    /** Takes no more orders; tells what is still to be told before it returns. Idempotent. */
    void close();
}
