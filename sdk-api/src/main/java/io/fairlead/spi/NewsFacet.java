package io.fairlead.spi;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.NewsItem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** News of a venue or its vendor. Untrusted text. Any thread; no call blocks. */
public interface NewsFacet {
    /**
     * Items published in a span, oldest first, all pages of them.
     *
     * @param instruments what they are about; empty for all
     * @param from first moment, inclusive
     * @param to last moment, exclusive
     */
    CompletionStage<List<NewsItem>> published(Set<InstrumentId> instruments, Instant from, Instant to);

    /**
     * Delivers items as they come.
     *
     * @param instruments what they are about; empty for all
     */
    MarketDataFacet.Subscription subscribe(Set<InstrumentId> instruments, Listener listener);

    /** Takes news. Returns at once and never throws; one call at a time per subscription, from any thread. */
    interface Listener {
        /** An item has come. */
        void onNews(NewsItem item);

        /** Items were missed and could not be filled in. */
        default void onGap(String detail) {}
    }
}
