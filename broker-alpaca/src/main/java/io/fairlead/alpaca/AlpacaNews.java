package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.alpaca.Topics.Channel;
import io.fairlead.alpaca.Topics.Taker;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.NewsItem;
import io.fairlead.spi.MarketDataFacet.Subscription;
import io.fairlead.spi.NewsFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** News by REST and by stream. The stream carries everything; what is about other instruments is left out here. */
final class AlpacaNews implements NewsFacet {
    private static final int PAGE = 50;

    private final AlpacaRest data;
    private final AlpacaDataStream stream;

    AlpacaNews(AlpacaRest data, AlpacaDataStream stream) {
        this.data = data;
        this.stream = stream;
    }

    @Override
    public CompletionStage<List<NewsItem>> published(Set<InstrumentId> instruments, Instant from, Instant to) {
        Set<String> symbols = new TreeSet<>();
        for (InstrumentId id : instruments) {
            // News name pairs without the slash.
            AlpacaSymbols.toVenue(id).ifPresent(symbol -> symbols.add(symbol.replace("/", "")));
        }
        if (!from.isBefore(to) || (symbols.isEmpty() && !instruments.isEmpty())) {
            return CompletableFuture.completedFuture(List.of());
        }
        QueryText query = new QueryText()
                .add("start", from.toString())
                .add("end", to.minusNanos(1).toString())
                .add("sort", "asc")
                .add("limit", PAGE);
        if (!symbols.isEmpty()) {
            query.add("symbols", String.join(",", symbols));
        }
        return page(query.toString(), "", from, to, new ArrayList<>());
    }

    private CompletionStage<List<NewsItem>> page(
            String query, String token, Instant from, Instant to, List<NewsItem> found) {
        String full = token.isEmpty() ? query : query + "&page_token=" + QueryText.encode(token);
        return data.get(RequestKind.DATA, "/v1beta1/news?" + full, new QueryText())
                .thenCompose(page -> {
                    for (JsonNode node : ExactJson.list(page, "news")) {
                        NewsItem item = item(node);
                        Instant at = EpochNanos.toInstant(item.timeNanos());
                        if (!at.isBefore(from) && at.isBefore(to)) {
                            found.add(item);
                        }
                    }
                    String next =
                            ExactJson.optionalText(page, "next_page_token").orElse("");
                    return next.isEmpty()
                            ? CompletableFuture.completedFuture(found)
                            : page(query, next, from, to, found);
                });
    }

    @Override
    public Subscription subscribe(Set<InstrumentId> instruments, Listener listener) {
        Set<InstrumentId> wanted = Set.copyOf(instruments);
        return stream.subscribe(Channel.NEWS, "*", new Taker() {
            @Override
            public InstrumentId instrument() {
                throw new IllegalStateException("news are of no instrument");
            }

            @Override
            public void message(JsonNode message) {
                NewsItem item = item(message);
                if (wanted.isEmpty() || item.instruments().stream().anyMatch(wanted::contains)) {
                    listener.onNews(item);
                }
            }

            @Override
            public void gap(String detail) {
                listener.onGap(detail);
            }
        });
    }

    private static NewsItem item(JsonNode node) {
        List<InstrumentId> about = new ArrayList<>();
        node.path("symbols").forEach(symbol -> about(symbol.asText()).ifPresent(about::add));
        return new NewsItem(
                ExactJson.field(node, "id").asText(),
                AlpacaTime.nanos(node, 0, "created_at", "updated_at"),
                ExactJson.text(node, "headline"),
                ExactJson.optionalText(node, "summary").orElse(""),
                ExactJson.optionalText(node, "source").orElse(""),
                ExactJson.optionalText(node, "url").orElse(""),
                about);
    }

    /** Pairs come joined, {@code BTCUSD}; a share's symbol is never that long and never ends so. */
    private static Optional<InstrumentId> about(String symbol) {
        try {
            boolean pair = symbol.length() >= 6 && symbol.endsWith("USD");
            return Optional.of(AlpacaSymbols.fromVenue(symbol, pair ? "crypto" : ""));
        } catch (UnreadableAnswerException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
