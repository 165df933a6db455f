package io.fairlead.binance;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.tck.LiveBrokerContract;
import java.util.Optional;

/** On the demo site, where {@code BINANCE_API_KEY} and {@code BINANCE_API_SECRET} are set; skipped elsewhere. */
class BinanceLiveContractTest extends LiveBrokerContract {
    @Override
    protected BrokerProvider provider() {
        return new BinanceBrokerProvider();
    }

    @Override
    protected InstrumentId instrument() {
        return InstrumentId.of("BTCUSDT", "BINANCE");
    }

    /** The venue refuses a price below a fifth of the market's, and an order below 5 USDT. */
    @Override
    protected Optional<OrderRequest> tinyOrder(Instrument rules) {
        return Optional.of(OrderRequest.buy(rules.id())
                .quantity(Quantity.of("0.0003"))
                .limit(Price.of("30000"))
                .timeInForce(TimeInForce.GTC)
                .build());
    }
}
