package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.market.NewsItem;
import io.fairlead.spi.MarketDataFacet.Subscription;
import io.fairlead.spi.NewsFacet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** News, where the plug-in has them. */
final class NewsRules {
    private NewsRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("NWS-01", "an item that comes out is delivered as it was published")
                        .needs(Hook.NEWS)
                        .lookAt("NewsFacet.subscribe: headline, time in epoch nanoseconds, instruments")
                        .holds(NewsRules::delivered)
                        .build(),
                rule("NWS-02", "items of a span are all there, once, oldest first")
                        .needs(Hook.NEWS)
                        .lookAt("NewsFacet.published: pages, and the order of the venue's list")
                        .holds(NewsRules::published)
                        .build(),
                rule("NWS-03", "a news subscription that was closed brings nothing more")
                        .needs(Hook.NEWS)
                        .lookAt("Subscription.close() of the news stream")
                        .holds(NewsRules::closed)
                        .build());
    }

    private static NewsFacet facet(Line line) {
        Optional<NewsFacet> facet = line.broker().news();
        Assumptions.assumeTrue(facet.isPresent(), "the plug-in has no news");
        return facet.orElseThrow();
    }

    /** The venue may give it an id, an address and a moment of its own. */
    private static NewsItem item(Bench bench, int number) {
        return new NewsItem(
                Integer.toString(7000 + number),
                bench.time().nowNanos(),
                "Headline " + number,
                "Summary " + number,
                "kit",
                "https://news.example.org/" + number,
                List.of(bench.usual().instrument().id()));
    }

    private static List<NewsItem> subscribed(Bench bench, NewsFacet facet, List<Subscription> subscriptions) {
        List<NewsItem> told = Collections.synchronizedList(new ArrayList<>());
        subscriptions.add(facet.subscribe(Set.of(bench.usual().instrument().id()), item -> {
            told.add(item);
            bench.signal().raise();
        }));
        NewsItem first = item(bench, 1);
        bench.await(
                "the first item came after subscribing",
                () -> {
                    bench.stub().news(first);
                    return bench.happensSoon(() -> !told.isEmpty());
                },
                told::toString);
        return told;
    }

    private static void delivered(Bench bench) {
        List<NewsItem> told = subscribed(bench, facet(bench.connect()), new ArrayList<>());
        NewsItem item = item(bench, 2);

        bench.stub().news(item);

        bench.await(
                "the item came",
                () -> List.copyOf(told).stream().anyMatch(one -> one.headline().equals(item.headline())),
                told::toString);
        NewsItem last = told.get(told.size() - 1);
        assertThat(last.summary()).isEqualTo(item.summary());
        assertThat(last.instruments()).containsAll(item.instruments());
        TimeRules.assertNow(bench, "news", last.timeNanos());
    }

    private static void published(Bench bench) {
        NewsFacet facet = facet(bench.connect());
        List<String> headlines = new ArrayList<>();
        for (int number = 1; number <= 9; number++) {
            bench.waiting().move(Duration.ofSeconds(1));
            NewsItem item = item(bench, number);
            headlines.add(item.headline());
            bench.stub().news(item);
        }

        List<NewsItem> found = bench.waiting()
                .answer(
                        "published",
                        facet.published(
                                Set.of(bench.usual().instrument().id()),
                                bench.time().now().minus(Duration.ofHours(1)),
                                bench.time().now().plusSeconds(1)));

        assertThat(found).extracting(NewsItem::headline).containsExactlyElementsOf(headlines);
        assertThat(found).extracting(NewsItem::id).doesNotHaveDuplicates();
    }

    private static void closed(Bench bench) {
        List<Subscription> subscriptions = new ArrayList<>();
        List<NewsItem> told = subscribed(bench, facet(bench.connect()), subscriptions);
        subscriptions.get(0).close();
        subscriptions.get(0).close();
        int before = told.size();

        bench.stub().news(item(bench, 5));

        assertThat(bench.happensSoon(() -> told.size() > before))
                .as("news came after the subscription was closed: %s", told)
                .isFalse();
    }
}
