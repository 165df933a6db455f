package io.fairlead.binance;

import io.fairlead.tck.BrokerContract;
import io.fairlead.tck.VenueStub;

class BinanceBrokerContractTest extends BrokerContract {
    @Override
    protected VenueStub startVenue() {
        return BinanceVenueStub.start();
    }
}
