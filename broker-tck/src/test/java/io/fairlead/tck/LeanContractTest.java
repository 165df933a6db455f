package io.fairlead.tck;

/** A venue that has next to nothing. */
class LeanContractTest extends BrokerContract {
    @Override
    protected VenueStub startVenue() {
        return RefStub.lean();
    }
}
