package io.fairlead.alpaca;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.tck.LiveBrokerContract;
import java.util.Optional;

/** On a paper account, where {@code ALPACA_API_KEY} and {@code ALPACA_SECRET_KEY} are set; skipped elsewhere. */
class AlpacaLiveContractTest extends LiveBrokerContract {
    @Override
    protected BrokerProvider provider() {
        return new AlpacaBrokerProvider();
    }

    @Override
    protected InstrumentId instrument() {
        return InstrumentId.of("AAPL", "US");
    }

    @Override
    protected Optional<OrderRequest> tinyOrder(Instrument rules) {
        return Optional.of(OrderRequest.buy(rules.id())
                .quantity(1)
                .limit(Price.of("20"))
                .timeInForce(TimeInForce.GTC)
                .build());
    }
}
