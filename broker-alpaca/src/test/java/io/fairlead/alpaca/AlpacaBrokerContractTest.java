package io.fairlead.alpaca;

import io.fairlead.tck.BrokerContract;
import io.fairlead.tck.VenueStub;

class AlpacaBrokerContractTest extends BrokerContract {
    @Override
    protected VenueStub startVenue() {
        return AlpacaVenueStub.start();
    }
}
