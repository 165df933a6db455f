package io.fairlead.tck;

import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Side;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.tck.RefWire.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The reference broker's account, instruments, history and streams. Any thread. */
final class RefData implements AccountFacet, ReferenceFacet, HistoryFacet, MarketDataFacet {
    private final RefBroker broker;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    RefData(RefBroker broker) {
        this.broker = broker;
    }

    private boolean is(Flaw flaw) {
        return broker.is(flaw);
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<T> ask(String text, java.util.function.Function<RefBook, T> of) {
        return broker.send(RequestKind.QUERY, text, of::apply).thenApply(value -> (T) value);
    }

    // --- Account -------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return ask("GET /account", this::snapshot);
    }

    private Snapshot snapshot(RefBook book) {
        List<Money> cash = new ArrayList<>();
        for (Money money : book.cash()) {
            BigDecimal value = is(Flaw.CASH_ROUNDED) ? money.value().setScale(2, RoundingMode.HALF_UP) : money.value();
            boolean free = is(Flaw.FREE_CASH_ONLY) && book.orders().stream().anyMatch(RefOrder::isOpen);
            cash.add(Money.of(free ? value.subtract(BigDecimal.ONE) : value, money.currency()));
        }
        List<Holding> held = new ArrayList<>();
        for (Map.Entry<InstrumentId, BigDecimal> position : book.positions().entrySet()) {
            BigDecimal units = position.getValue();
            if (units.signum() != 0 || is(Flaw.FLAT_POSITION_SHOWN)) {
                boolean isLong = units.signum() >= 0 || is(Flaw.SHORT_SHOWN_LONG);
                held.add(new Holding(
                        position.getKey(), isLong ? Side.BUY : Side.SELL, Quantity.of(units.abs()), Optional.empty()));
            }
        }
        List<Holding> shown = is(Flaw.ONE_POSITION_ONLY) ? held.subList(0, Math.min(1, held.size())) : held;
        return new Snapshot(cash, shown, broker.now());
    }

    // --- Instruments ---------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return ask("GET /instruments", RefBook::instruments);
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return ask(
                "GET /instruments/" + id,
                book -> book.instruments().stream()
                        .filter(instrument -> instrument.id().equals(id))
                        .map(instrument -> is(Flaw.TICK_OF_ANOTHER)
                                ? instrument.toBuilder().tick("0.05").build()
                                : instrument)
                        .findFirst());
    }

    @Override
    public CompletionStage<Instant> time() {
        return ask("GET /time", book -> broker.venue.time().now());
    }

    @Override
    public CompletionStage<List<TradingDay>> calendar(LocalDate from, LocalDate to) {
        throw new UnsupportedCapabilityException("the reference venue never closes");
    }

    // --- History -------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<List<Bar>> bars(InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
        if (!broker.capabilities.historyIntervals().contains(interval)) {
            throw new UnsupportedCapabilityException("no history of " + interval);
        }
        Instant end = is(Flaw.END_INCLUSIVE) ? to.plusNanos(1) : to;
        return page(instrument, interval, from, end, new ArrayList<>()).thenApply(this::ended);
    }

    private CompletableFuture<List<Bar>> page(
            InstrumentId instrument, BarInterval interval, Instant from, Instant to, List<Bar> before) {
        return this.<Page<Bar>>ask("GET /bars?from=" + from, book -> broker.venue.bars(instrument, interval, from, to))
                .thenCompose(page -> {
                    List<Bar> so = new ArrayList<>(before);
                    so.addAll(page.items());
                    if (page.next() < 0 || (is(Flaw.HISTORY_PAGE_LOST) && !before.isEmpty())) {
                        return CompletableFuture.completedFuture(so);
                    }
                    Bar last = page.items().get(page.items().size() - 1);
                    Instant next = is(Flaw.HISTORY_PAGE_DOUBLED)
                            ? last.start()
                            : last.start().plusNanos(1);
                    return page(instrument, interval, next, to, so);
                });
    }

    private List<Bar> ended(List<Bar> bars) {
        return bars.stream()
                .filter(bar -> bar.endNanos() <= broker.now() || is(Flaw.RUNNING_BAR_GIVEN))
                .map(bar -> is(Flaw.HISTORY_BAR_NAMED_BY_ITS_END) ? moved(bar) : bar)
                .toList();
    }

    private static Bar moved(Bar bar) {
        long by = bar.endNanos() - bar.startNanos();
        return new Bar(
                bar.instrument(),
                bar.interval(),
                bar.startNanos() + by,
                bar.endNanos() + by,
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    // --- Streams -------------------------------------------------------------------------------------------------

    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
        return feed(Feature.BAR_STREAM, "bars", instrument, listener);
    }

    @Override
    public Subscription quotes(InstrumentId instrument, Listener listener) {
        return feed(Feature.QUOTE_STREAM, "quotes", instrument, listener);
    }

    @Override
    public Subscription trades(InstrumentId instrument, Listener listener) {
        return feed(Feature.TRADE_STREAM, "trades", instrument, listener);
    }

    @Override
    public Subscription depth(InstrumentId instrument, int levels, Listener listener) {
        return feed(Feature.DEPTH_STREAM, "depth", instrument, listener);
    }

    private Subscription feed(Feature feature, String topic, InstrumentId instrument, Listener listener) {
        if (!broker.capabilities.has(feature)) {
            throw new UnsupportedCapabilityException("no " + feature);
        }
        Feed feed = new Feed(topic, instrument, listener);
        feeds.add(feed);
        broker.venue.subscribe(topic + instrument, feed);
        return feed;
    }

    void close() {
        if (!is(Flaw.DATA_AFTER_CLOSE)) {
            feeds.forEach(Feed::close);
        }
    }

    /** One subscription. */
    private final class Feed implements Subscription, RefWire.Data {
        private final String topic;
        private final InstrumentId instrument;
        private final Listener listener;
        private volatile boolean closed;

        private Feed(String topic, InstrumentId instrument, Listener listener) {
            this.topic = topic;
            this.instrument = instrument;
            this.listener = listener;
        }

        @Override
        public void onDatum(InstrumentId of, Object datum) {
            if (closed) {
                return;
            }
            if (datum instanceof Quote quote) {
                listener.onQuote(is(Flaw.BID_AND_ASK_SWAPPED) ? swapped(quote) : quote);
            } else if (datum instanceof Trade trade) {
                listener.onTrade(is(Flaw.AGGRESSOR_SWAPPED) ? swapped(trade) : trade);
            } else if (datum instanceof Bar bar) {
                listener.onBar(is(Flaw.BAR_NAMED_BY_ITS_END) ? moved(bar) : bar);
            } else if (datum instanceof Depth depth) {
                listener.onDepth(depth);
            }
        }

        @Override
        public void onBroken() {
            if (closed || is(Flaw.NOT_RESUBSCRIBED)) {
                return;
            }
            if (!is(Flaw.GAP_UNTOLD)) {
                listener.onGap(instrument, "the stream broke");
            }
            broker.venue.subscribe(topic + instrument, this);
        }

        @Override
        public void close() {
            closed = true;
            feeds.remove(this);
            broker.venue.unsubscribe(topic + instrument, this);
            if (is(Flaw.UNSUBSCRIBE_ENDS_ALL)) {
                feeds.forEach(feed -> feed.closed = true);
            }
        }
    }

    private static Quote swapped(Quote quote) {
        return new Quote(
                quote.instrument(),
                quote.timeNanos(),
                quote.ask(),
                quote.askSize(),
                quote.bid(),
                quote.bidSize(),
                quote.priceScale(),
                quote.quantityScale());
    }

    private static Trade swapped(Trade trade) {
        Trade.Aggressor other =
                trade.aggressor() == Trade.Aggressor.BUYER ? Trade.Aggressor.SELLER : Trade.Aggressor.BUYER;
        return new Trade(
                trade.instrument(),
                trade.timeNanos(),
                trade.price(),
                trade.size(),
                other,
                trade.priceScale(),
                trade.quantityScale(),
                trade.id());
    }

    @Override
    public String toString() {
        return "data of " + broker + " at " + EpochNanos.toInstant(broker.now()).plus(Duration.ZERO);
    }
}
