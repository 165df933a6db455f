package io.fairlead.spi;

import io.fairlead.api.AccountId;
import java.util.Optional;

/**
 * One connected account, made of facets. Thread-safe; no call blocks; {@link #close()} is idempotent and leaves orders as they are.
 */
public interface Broker extends AutoCloseable {
    /** The account. */
    AccountId account();

    /** The venue's environment that it is connected to. */
    String environment();

    /** What it can do. */
    Capabilities capabilities();

    /** Whether orders move real money. Read from the venue where it says so. */
    boolean isRealMoney();

    /** Orders. */
    OrderFacet orders();

    /** The account's cash and positions. */
    AccountFacet accounts();

    /** Live market data, where the venue has it. */
    default Optional<MarketDataFacet> marketData() {
        return Optional.empty();
    }

    /** Past bars, where the venue has them. */
    default Optional<HistoryFacet> history() {
        return Optional.empty();
    }

    /** Instruments, where the venue lists them. */
    default Optional<ReferenceFacet> reference() {
        return Optional.empty();
    }

    /** News, where the venue has them. */
    default Optional<NewsFacet> news() {
        return Optional.empty();
    }

    /** What a person should know before trading, where the adapter can tell. */
    default Optional<DiagnosticsFacet> diagnostics() {
        return Optional.empty();
    }

    /** Takes the session's own market data, where the venue is simulated from it. */
    default Optional<SimulationFacet> simulation() {
        return Optional.empty();
    }

    @Override
    void close();
}
