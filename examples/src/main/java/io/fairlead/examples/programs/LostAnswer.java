package io.fairlead.examples.programs;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.binance.FakeBinance;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A Binance on this machine takes an order and cuts the connection before it answers: the session finds the fill, and sends nothing again. */
public final class LostAnswer {
    private static final InstrumentId BTC = InstrumentId.of("BTCUSDT", "BINANCE");

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("orders at the venue: " + play(Files.createTempDirectory("journal")));
    }

    static int play(Path journal) throws InterruptedException {
        CountDownLatch filled = new CountDownLatch(1);
        try (FakeBinance venue = FakeBinance.builder()
                .balance("USDT", "10000")
                .movingEvery(Duration.ofMillis(100))
                .start()) {
            venue.faults().next("POST /api/v3/order", CallFault.cutAfterActing());
            ProviderConfig config = ProviderConfig.empty()
                    .with("rest.url", venue.restUrl().toString())
                    .with("data.rest.url", venue.restUrl().toString())
                    .with("ws-api.url", venue.wsApiUrl().toString())
                    .with("stream.url", venue.streamUrl().toString())
                    .with("api.key", Secret.of(FakeBinance.Builder.API_KEY))
                    .with("api.secret", Secret.of(FakeBinance.Builder.SECRET));
            try (TradingSession session = TradingSession.builder()
                    .broker("binance", config)
                    .instruments(BTC)
                    .cash(Money.zero(Currency.USDT)) // what the account is reckoned in
                    .strategy(() -> new BuyOnce(filled))
                    .journal(journal)
                    .mode(Mode.LIVE)
                    .open()) {
                System.out.println(session.mode() + ", risk policy " + session.policy());
                filled.await();
            }
            return venue.orders().size();
        }
    }

    private static final class BuyOnce implements Strategy {
        private final CountDownLatch filled;
        private boolean asked;

        BuyOnce(CountDownLatch filled) {
            this.filled = filled;
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeQuotes(BTC);
        }

        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            if (!asked) {
                asked = true;
                context.submit(OrderRequest.buy(BTC)
                        .quantity(Quantity.of("0.01"))
                        .timeInForce(TimeInForce.GTC)
                        .build());
            }
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            System.out.println(event.getClass().getSimpleName() + " " + event.order());
            if (event instanceof OrderEvent.Filled) {
                filled.countDown();
            }
        }
    }
}
