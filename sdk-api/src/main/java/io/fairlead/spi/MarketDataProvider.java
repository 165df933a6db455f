package io.fairlead.spi;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A data plug-in, found by {@link java.util.ServiceLoader}: the data facets alone, for sessions whose broker has none. Its
 * constructor does nothing; two providers of one id are refused by name.
 */
public interface MarketDataProvider {
    /** Its id, lower case with dashes. */
    String id();

    /** Its version, for reports. */
    String version();

    /** The settings that it understands. */
    List<ConfigKey> configKeys();

    /**
     * Connects. Returns at once.
     *
     * @throws io.fairlead.api.BadInputException if the settings cannot be used; it lists every fault
     */
    MarketDataConnection connect(ProviderConfig config, Clock clock, ScheduledExecutorService io);

    /** A connected source. Thread-safe; {@link #close()} is idempotent. */
    interface MarketDataConnection extends AutoCloseable {
        /** Instruments. */
        ReferenceFacet reference();

        /** Live data, where it has it. */
        Optional<MarketDataFacet> marketData();

        /** Past bars, where it has them. */
        Optional<HistoryFacet> history();

        @Override
        void close();
    }
}
