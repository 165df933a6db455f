package io.fairlead.tck;

import java.nio.file.Path;

/** A venue that has next to nothing. */
class LeanContractTest extends BrokerContract {
    @Override
    protected VenueStub startVenue() {
        return RefStub.lean();
    }

    @Override
    protected Path matrixFolder() {
        return Path.of("target", "capabilities", "lean");
    }
}
