package io.fairlead.binance;

import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Binance's public market data; no key. */
public final class BinanceMarketDataProvider implements MarketDataProvider {
    private final AddressLimits limits;

    /** For the service loader: counts by itself what it uses of the venue's limits. */
    public BinanceMarketDataProvider() {
        this.limits = new AddressLimits();
    }

    /** Counts what it uses of the venue's limits, which are the address's, together with a broker's connections. */
    public BinanceMarketDataProvider(BinanceBrokerProvider together) {
        this.limits = together.limits();
    }

    @Override
    public String id() {
        return BinanceBrokerProvider.ID;
    }

    @Override
    public String version() {
        return BinanceBrokerProvider.versionOf(getClass());
    }

    @Override
    public List<ConfigKey> configKeys() {
        return BinanceSettings.PUBLIC_KEYS;
    }

    @Override
    public MarketDataConnection connect(ProviderConfig config, Clock clock, ScheduledExecutorService io) {
        BinanceConnection connection = new BinanceConnection(BinanceSettings.forData(config), clock, io, limits);
        BinanceHistory history = new BinanceHistory(connection.rest());
        return new PublicData(connection, new MarketStreams(connection, connection.symbols(), history), history);
    }

    private record PublicData(BinanceConnection connection, MarketStreams streams, BinanceHistory bars)
            implements MarketDataConnection {
        @Override
        public ReferenceFacet reference() {
            return connection.symbols();
        }

        @Override
        public Optional<MarketDataFacet> marketData() {
            return Optional.of(streams);
        }

        @Override
        public Optional<HistoryFacet> history() {
            return Optional.of(bars);
        }

        @Override
        public void close() {
            streams.close();
            connection.close();
        }
    }
}
