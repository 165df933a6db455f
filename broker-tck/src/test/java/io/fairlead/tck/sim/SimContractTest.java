package io.fairlead.tck.sim;

import io.fairlead.tck.BrokerContract;
import io.fairlead.tck.VenueStub;

/** The simulated venue keeps the contract like any other broker. It sees of the kit what an author sees. */
class SimContractTest extends BrokerContract {
    @Override
    protected VenueStub startVenue() {
        return new SimVenueStub();
    }
}
