package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Side;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataFacet.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Live market data: exact, in order, of what was asked for, until it is closed. */
final class MarketDataRules {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    private MarketDataRules() {}

    static List<Rule> rules() {
        return List.of(
                stream("MKT-01", "quotes come exactly as the venue made them", Feature.QUOTE_STREAM, Hook.QUOTES)
                        .lookAt("prices and sizes as scaled longs: are they parsed exactly, bid and ask not swapped?")
                        .holds(MarketDataRules::quotes)
                        .otherwise(
                                "quotes are refused",
                                bench -> refused(
                                        bench,
                                        facet -> facet.quotes(
                                                bench.usual().instrument().id(), new DataTape(bench.signal()))))
                        .build(),
                stream("MKT-02", "trades come exactly as the venue made them", Feature.TRADE_STREAM, Hook.TRADES)
                        .lookAt("aggressor: Binance's isBuyerMaker true means SELLER; the venue's trade id")
                        .holds(MarketDataRules::trades)
                        .otherwise(
                                "trades are refused",
                                bench -> refused(
                                        bench,
                                        facet -> facet.trades(
                                                bench.usual().instrument().id(), new DataTape(bench.signal()))))
                        .build(),
                stream("MKT-03", "bars come when they end, named by their start", Feature.BAR_STREAM, Hook.BARS)
                        .lookAt("a bar that is stamped by its end, or told before it has ended")
                        .holds(MarketDataRules::bars)
                        .otherwise(
                                "bars are refused",
                                bench -> refused(
                                        bench,
                                        facet -> facet.bars(
                                                bench.usual().instrument().id(), MINUTE, new DataTape(bench.signal()))))
                        .build(),
                stream("MKT-04", "order books come exactly as the venue has them", Feature.DEPTH_STREAM, Hook.DEPTH)
                        .lookAt("the local book: snapshot and differences, levels that are removed")
                        .holds(MarketDataRules::depth)
                        .otherwise(
                                "order books are refused",
                                bench -> refused(
                                        bench,
                                        facet -> facet.depth(
                                                bench.usual().instrument().id(), 5, new DataTape(bench.signal()))))
                        .build(),
                stream(
                                "MKT-05",
                                "a quote's time is the venue's, in epoch nanoseconds",
                                Feature.QUOTE_STREAM,
                                Hook.QUOTES)
                        .lookAt("milliseconds taken for nanoseconds")
                        .holds(bench -> {
                            DataTape tape = new DataTape(bench.signal());
                            subscribe(bench, tape);
                            Quote quote = next(bench, bench.usual(), 1);
                            bench.stub().quote(quote);

                            awaitQuotes(bench, tape, 1);

                            assertThat(last(tape))
                                    .satisfies(told -> TimeRules.assertNow(bench, "quote", told.timeNanos()));
                        })
                        .build(),
                stream(
                                "MKT-06",
                                "a subscription that was closed brings nothing more",
                                Feature.QUOTE_STREAM,
                                Hook.QUOTES)
                        .lookAt("Subscription.close(): it is idempotent, and what is on its way is dropped")
                        .holds(MarketDataRules::closed)
                        .build(),
                stream(
                                "MKT-07",
                                "two subscriptions of one instrument both get data, and one may be closed",
                                Feature.QUOTE_STREAM,
                                Hook.QUOTES)
                        .lookAt("an unsubscribe that ends the stream for all")
                        .holds(MarketDataRules::twoSubscriptions)
                        .build(),
                stream("MKT-08", "data is of the instrument that was asked for", Feature.QUOTE_STREAM, Hook.QUOTES)
                        .needs("two instruments", plugin -> plugin.tradables().size() > 1)
                        .lookAt("the routing of stream messages by symbol")
                        .holds(MarketDataRules::onlyAskedFor)
                        .build(),
                stream("MKT-09", "data comes in order, one call at a time", Feature.QUOTE_STREAM, Hook.QUOTES)
                        .lookAt("which threads call a subscription's listener")
                        .holds(MarketDataRules::inOrder)
                        .build(),
                stream(
                                "MKT-10",
                                "a data stream that broke is had again, and the gap is told",
                                Feature.QUOTE_STREAM,
                                Hook.QUOTES)
                        .needs(Hook.DATA_DROP)
                        .lookAt("resubscribing after a reconnect, and MarketDataFacet.Listener.onGap")
                        .holds(MarketDataRules::resubscribed)
                        .build());
    }

    private static Rule.Builder stream(String id, String title, Feature feature, Hook hook) {
        return rule(id, title)
                .declared(feature.name(), plugin -> plugin.has(feature))
                .needs(
                        hook.name() + " where " + feature + " is declared",
                        plugin -> !plugin.has(feature) || plugin.hooks().contains(hook));
    }

    private static MarketDataFacet facet(Line line) {
        return line.broker()
                .marketData()
                .orElseThrow(() -> new AssertionError("a stream is declared, and there is no market data facet"));
    }

    private static void refused(Bench bench, Function<MarketDataFacet, Subscription> ask) {
        Optional<MarketDataFacet> facet = bench.connect().broker().marketData();

        facet.ifPresent(
                data -> assertThatThrownBy(() -> ask.apply(data)).isInstanceOf(UnsupportedCapabilityException.class));
    }

    /** A quote that no other one equals. */
    private static Quote next(Bench bench, Tradable tradable, int number) {
        Quantity size = Quantity.of(tradable.quantity()
                .value()
                .add(tradable.instrument().lotStep().value().multiply(java.math.BigDecimal.valueOf(number))));
        Price bid = Bench.away(tradable, "-1");
        Price ask = Bench.away(tradable, "1");
        return OptionRules.quote(bench, tradable, bid, size, ask, tradable.quantity());
    }

    private static Subscription subscribe(Bench bench, DataTape tape) {
        Line line = bench.connect();
        Subscription subscription =
                facet(line).quotes(bench.usual().instrument().id(), tape);
        firstQuote(bench, tape);
        return subscription;
    }

    /** Subscribing may take its time: sends until something comes. */
    private static void firstQuote(Bench bench, DataTape tape) {
        Quote quote = next(bench, bench.usual(), 1000);
        bench.await(
                "the first quote came after subscribing",
                () -> {
                    bench.stub().quote(quote);
                    return bench.happensSoon(() -> !tape.of(Quote.class).isEmpty());
                },
                () -> tape.all().toString());
        bench.happensSoon(() -> false);
    }

    private static void awaitQuotes(Bench bench, DataTape tape, int number) {
        Quantity size = next(bench, bench.usual(), number).bidQuantity();
        bench.await(
                "quote " + number + " came",
                () -> tape.of(Quote.class).stream()
                        .anyMatch(quote -> quote.bidQuantity().equals(size)),
                () -> tape.all().toString());
    }

    private static Quote last(DataTape tape) {
        List<Quote> quotes = tape.of(Quote.class);
        return quotes.get(quotes.size() - 1);
    }

    private static void quotes(Bench bench) {
        DataTape tape = new DataTape(bench.signal());
        subscribe(bench, tape);
        Quote quote = next(bench, bench.usual(), 1);

        bench.stub().quote(quote);

        awaitQuotes(bench, tape, 1);
        Quote told = last(tape);
        assertThat(told.instrument()).isEqualTo(quote.instrument());
        assertThat(told.bidPrice()).as("bid").isEqualTo(quote.bidPrice());
        assertThat(told.askPrice()).as("ask").isEqualTo(quote.askPrice());
        assertThat(told.bidQuantity()).as("bid size").isEqualTo(quote.bidQuantity());
        assertThat(told.askQuantity()).as("ask size").isEqualTo(quote.askQuantity());
    }

    private static void trades(Bench bench) {
        Line line = bench.connect();
        DataTape tape = new DataTape(bench.signal());
        Tradable usual = bench.usual();
        facet(line).trades(usual.instrument().id(), tape);
        bench.await(
                "the first trade came after subscribing",
                () -> {
                    bench.stub().trade(OptionRules.trade(bench, usual, usual.price(), usual.quantity(), "1"));
                    return bench.happensSoon(() -> !tape.of(Trade.class).isEmpty());
                },
                () -> tape.all().toString());
        Trade trade = OptionRules.trade(bench, usual, Bench.away(usual, "1"), Bench.part(usual, 3), "77001");

        bench.stub().trade(trade);

        bench.await(
                "the trade came",
                () -> tape.of(Trade.class).stream()
                        .anyMatch(told -> told.tradePrice().equals(trade.tradePrice())),
                () -> tape.all().toString());
        Trade told = tape.of(Trade.class).get(tape.of(Trade.class).size() - 1);
        assertThat(told.tradeSize()).as("size").isEqualTo(trade.tradeSize());
        assertThat(told.aggressor()).as("aggressor").isIn(trade.aggressor(), Trade.Aggressor.UNKNOWN);
        assertThat(told.instrument()).isEqualTo(trade.instrument());
        TimeRules.assertNow(bench, "trade", told.timeNanos());
    }

    private static Bar minuteBar(Tradable tradable, long startNanos, double volume) {
        double price = tradable.price().toDouble();
        return new Bar(
                tradable.instrument().id(),
                MINUTE,
                startNanos,
                startNanos + Duration.ofMinutes(1).toNanos(),
                price,
                Bench.away(tradable, "1").toDouble(),
                Bench.away(tradable, "-1").toDouble(),
                Bench.away(tradable, "0.5").toDouble(),
                volume);
    }

    private static void bars(Bench bench) {
        Line line = bench.connect();
        DataTape tape = new DataTape(bench.signal());
        Tradable usual = bench.usual();
        facet(line).bars(usual.instrument().id(), MINUTE, tape);
        bench.await(
                "the first bar came after subscribing",
                () -> {
                    endBar(bench, usual, 1);
                    return bench.happensSoon(() -> !tape.of(Bar.class).isEmpty());
                },
                () -> tape.all().toString());

        Bar bar = endBar(bench, usual, 4321);

        bench.await("the bar came", () -> tape.of(Bar.class).contains(bar), () -> tape.all() + ", not " + bar);
    }

    /** Moves time to the end of the minute that is running, and ends its bar. */
    private static Bar endBar(Bench bench, Tradable tradable, double volume) {
        Instant now = bench.time().now();
        Instant start = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
        bench.waiting().move(Duration.between(now, start.plusSeconds(60)));
        Bar bar = minuteBar(tradable, io.fairlead.api.market.EpochNanos.of(start), volume);
        bench.stub().bar(bar);
        return bar;
    }

    private static void depth(Bench bench) {
        Line line = bench.connect();
        DataTape tape = new DataTape(bench.signal());
        Tradable usual = bench.usual();
        facet(line).depth(usual.instrument().id(), 3, tape);
        Depth book = book(bench, usual);

        bench.await(
                "the book came",
                () -> {
                    bench.stub().depth(book);
                    return bench.happensSoon(() -> tape.of(Depth.class).stream().anyMatch(told -> same(told, book)));
                },
                () -> tape.all() + ", not " + book);
    }

    private static Depth book(Bench bench, Tradable usual) {
        int prices = usual.instrument().priceScale();
        int sizes = usual.instrument().quantityScale();
        long[] bids = new long[6];
        long[] asks = new long[6];
        for (int level = 0; level < 3; level++) {
            bids[2 * level] = Bench.away(usual, "-" + (level + 1)).toScaled(prices);
            asks[2 * level] = Bench.away(usual, "" + (level + 1)).toScaled(prices);
            bids[2 * level + 1] = Bench.part(usual, level + 1).toScaled(sizes);
            asks[2 * level + 1] = Bench.part(usual, level + 2).toScaled(sizes);
        }
        return new Depth(usual.instrument().id(), bench.time().nowNanos(), bids, asks, prices, sizes);
    }

    private static boolean same(Depth told, Depth book) {
        for (Side side : Side.values()) {
            if (told.levels(side) != book.levels(side)) {
                return false;
            }
            for (int level = 0; level < book.levels(side); level++) {
                if (!told.price(side, level).equals(book.price(side, level))
                        || !told.size(side, level).equals(book.size(side, level))) {
                    return false;
                }
            }
        }
        return told.instrument().equals(book.instrument());
    }

    private static void closed(Bench bench) {
        DataTape tape = new DataTape(bench.signal());
        Subscription subscription = subscribe(bench, tape);
        subscription.close();
        subscription.close();
        int before = tape.all().size();

        bench.stub().quote(next(bench, bench.usual(), 5));

        assertThat(bench.happensSoon(() -> tape.all().size() > before))
                .as("data came after the subscription was closed")
                .isFalse();
    }

    private static void twoSubscriptions(Bench bench) {
        Line line = bench.connect();
        DataTape first = new DataTape(bench.signal());
        DataTape second = new DataTape(bench.signal());
        Subscription closing = facet(line).quotes(bench.usual().instrument().id(), first);
        facet(line).quotes(bench.usual().instrument().id(), second);
        firstQuote(bench, first);
        firstQuote(bench, second);

        closing.close();
        bench.stub().quote(next(bench, bench.usual(), 7));

        awaitQuotes(bench, second, 7);
    }

    private static void onlyAskedFor(Bench bench) {
        DataTape tape = new DataTape(bench.signal());
        subscribe(bench, tape);
        Tradable other = bench.plugin().tradables().get(1);

        bench.stub().quote(next(bench, other, 1));
        bench.stub().quote(next(bench, bench.usual(), 2));

        awaitQuotes(bench, tape, 2);
        assertThat(tape.of(Quote.class))
                .extracting(Quote::instrument)
                .containsOnly(bench.usual().instrument().id());
    }

    private static void inOrder(Bench bench) {
        DataTape tape = new DataTape(bench.signal());
        subscribe(bench, tape);
        int before = tape.of(Quote.class).size();
        for (int number = 1; number <= 50; number++) {
            bench.stub().quote(next(bench, bench.usual(), number));
        }
        awaitQuotes(bench, tape, 50);

        List<Quote> told = tape.of(Quote.class);
        assertThat(told.subList(before, told.size()).stream().map(Quote::bidSize))
                .isSorted();
        assertThat(tape.hasOverlapped()).as("two calls at once").isFalse();
    }

    private static void resubscribed(Bench bench) {
        DataTape tape = new DataTape(bench.signal());
        subscribe(bench, tape);

        bench.stub().dropData();

        bench.await(
                "data came again after the stream broke",
                () -> {
                    bench.stub().quote(next(bench, bench.usual(), 9));
                    return bench.happensSoon(() -> tape.of(Quote.class).stream()
                            .anyMatch(quote -> quote.bidQuantity()
                                    .equals(next(bench, bench.usual(), 9).bidQuantity())));
                },
                () -> tape.all().toString());
        assertThat(tape.of(DataTape.Gap.class)).as("the gap was told").isNotEmpty();
    }
}
