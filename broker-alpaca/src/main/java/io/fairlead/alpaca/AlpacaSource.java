package io.fairlead.alpaca;

import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.NewsFacet;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.OkHttpClient;

/** The data side, for a broker and for the data provider alone: one REST budget, one connection per feed. */
final class AlpacaSource implements AutoCloseable {
    private final AlpacaRest rest;
    private final boolean hasKey;
    private final AlpacaDataStream shares;
    private final AlpacaDataStream crypto;
    private final AlpacaDataStream newsStream;
    private final AlpacaHistory history;
    private final AlpacaMarketData marketData;

    AlpacaSource(AlpacaSettings settings, OkHttpClient client, Clock clock, ScheduledExecutorService io) {
        hasKey = settings.keyId().isPresent();
        rest = new AlpacaRest(settings.data(), settings, settings.dataPerMinute(), client, clock, io);
        shares = new AlpacaDataStream("v2/" + settings.feed(), settings, client, clock, io);
        crypto = new AlpacaDataStream("v1beta3/crypto/" + settings.cryptoLocation(), settings, client, clock, io);
        newsStream = new AlpacaDataStream("v1beta1/news", settings, client, clock, io);
        history = new AlpacaHistory(rest, settings, clock);
        marketData = new AlpacaMarketData(shares, crypto);
    }

    AlpacaRest rest() {
        return rest;
    }

    /** Streams want a key. */
    Optional<MarketDataFacet> marketData() {
        return hasKey ? Optional.of(marketData) : Optional.empty();
    }

    HistoryFacet history() {
        return history;
    }

    Optional<NewsFacet> news() {
        return hasKey ? Optional.of(new AlpacaNews(rest, newsStream)) : Optional.empty();
    }

    @Override
    public void close() {
        shares.close();
        crypto.close();
        newsStream.close();
        rest.close();
    }
}
