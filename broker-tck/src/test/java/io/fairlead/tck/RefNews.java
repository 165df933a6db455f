package io.fairlead.tck;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.NewsItem;
import io.fairlead.spi.MarketDataFacet.Subscription;
import io.fairlead.spi.NewsFacet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The reference broker's news. Any thread. */
final class RefNews implements NewsFacet {
    private final RefBroker broker;

    RefNews(RefBroker broker) {
        this.broker = broker;
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<List<NewsItem>> published(Set<InstrumentId> instruments, Instant from, Instant to) {
        return broker.send(RequestKind.QUERY, "GET /news", book -> broker.venue.news())
                .thenApply(items -> {
                    List<NewsItem> found = new ArrayList<>(((List<NewsItem>) items)
                            .stream()
                                    .filter(item -> item.timeNanos() >= EpochNanos.of(from)
                                            && item.timeNanos() < EpochNanos.of(to))
                                    .toList());
                    found.sort(Comparator.comparingLong(NewsItem::timeNanos));
                    return broker.is(Flaw.NEWS_TRUNCATED) ? found.subList(0, Math.min(3, found.size())) : found;
                });
    }

    @Override
    public Subscription subscribe(Set<InstrumentId> instruments, Listener listener) {
        InstrumentId first = instruments.iterator().next();
        RefWire.Data sink = new RefWire.Data() {
            @Override
            public void onDatum(InstrumentId instrument, Object datum) {
                listener.onNews((NewsItem) datum);
            }

            @Override
            public void onBroken() {
                listener.onGap("the stream broke");
            }
        };
        broker.venue.subscribe("news" + first, sink);
        return () -> broker.venue.unsubscribe("news" + first, sink);
    }
}
