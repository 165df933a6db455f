package io.fairlead.tck;

/** A venue that has everything. */
class ReferenceContractTest extends BrokerContract {
    @Override
    protected VenueStub startVenue() {
        return RefStub.full();
    }
}
