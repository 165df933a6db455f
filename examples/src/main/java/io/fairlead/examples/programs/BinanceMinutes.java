package io.fairlead.examples.programs;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.binance.BinanceMarketDataProvider;
import io.fairlead.spi.MarketDataProvider.MarketDataConnection;
import io.fairlead.spi.ProviderConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The last ten minutes of a pair, from public data: no key is needed. */
public final class BinanceMinutes {
    public static void main(String[] args) {
        lastTen(ProviderConfig.empty()).forEach(System.out::println);
    }

    static List<Bar> lastTen(ProviderConfig config) {
        ScheduledExecutorService io = Executors.newScheduledThreadPool(2);
        try (MarketDataConnection binance = new BinanceMarketDataProvider().connect(config, Clock.systemUTC(), io)) {
            Instant now = Clock.systemUTC().instant();
            return binance.history()
                    .orElseThrow()
                    .bars(InstrumentId.of("BTCUSDT", "BINANCE"), BarInterval.ofMinutes(1), now.minusSeconds(600), now)
                    .toCompletableFuture()
                    .join();
        } finally {
            io.shutdown();
        }
    }
}
