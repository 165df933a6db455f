package io.fairlead.alpaca;

import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.VenueClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Alpaca's market data alone. With a key: live quotes, trades, bars and crypto's order books, history and instruments; without
 * one: history of crypto.
 */
public final class AlpacaMarketDataProvider implements MarketDataProvider {
    /** For the service loader. */
    public AlpacaMarketDataProvider() {}

    @Override
    public String id() {
        return AlpacaBrokerProvider.ID;
    }

    @Override
    public String version() {
        return AlpacaBrokerProvider.versionOf(getClass());
    }

    @Override
    public List<ConfigKey> configKeys() {
        return AlpacaSettings.DATA_KEYS;
    }

    @Override
    public MarketDataConnection connect(ProviderConfig config, Clock clock, ScheduledExecutorService io) {
        return new Connection(AlpacaSettings.forData(config), clock, io);
    }

    private static final class Connection implements MarketDataConnection {
        private final VenueClient client = new VenueClient("alpaca-data");
        private final AlpacaSource source;
        private final AlpacaRest trading;
        private final ReferenceFacet reference;

        Connection(AlpacaSettings settings, Clock clock, ScheduledExecutorService io) {
            source = new AlpacaSource(settings, client.client(), clock, io);
            trading = new AlpacaRest(
                    settings.trading(), settings, settings.tradingPerMinute(), client.client(), clock, io);
            reference = new AlpacaReference(trading, clock);
        }

        @Override
        public ReferenceFacet reference() {
            return reference;
        }

        @Override
        public Optional<MarketDataFacet> marketData() {
            return source.marketData();
        }

        @Override
        public Optional<HistoryFacet> history() {
            return Optional.of(source.history());
        }

        @Override
        public void close() {
            source.close();
            trading.close();
            client.close();
        }
    }
}
