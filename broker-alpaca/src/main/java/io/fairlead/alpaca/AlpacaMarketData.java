package io.fairlead.alpaca;

import io.fairlead.alpaca.Topics.Channel;
import io.fairlead.alpaca.Topics.Taker;
import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.spi.MarketDataFacet;
import java.util.HashMap;
import java.util.Map;

/** Live quotes, trades and minute bars of shares and crypto, and order books of crypto. */
final class AlpacaMarketData implements MarketDataFacet {
    private final AlpacaDataStream shares;
    private final AlpacaDataStream crypto;
    private final Object lock = new Object();
    private final Map<InstrumentId, Book> books = new HashMap<>();

    AlpacaMarketData(AlpacaDataStream shares, AlpacaDataStream crypto) {
        this.shares = shares;
        this.crypto = crypto;
    }

    /** A book, which all its readers share: the venue shows the whole of it once. */
    private record Book(AlpacaBook levels, Subscription subscription) {}

    /** What a listener takes of one instrument. */
    private abstract static class ForListener implements Taker {
        final Listener listener;
        private final InstrumentId instrument;

        ForListener(InstrumentId instrument, Listener listener) {
            this.instrument = instrument;
            this.listener = listener;
        }

        @Override
        public InstrumentId instrument() {
            return instrument;
        }

        @Override
        public void gap(String detail) {
            listener.onGap(instrument, detail);
        }
    }

    /** Also tells of bars that the venue revises half a minute later. */
    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
        if (!interval.equals(AlpacaData.MINUTE)) {
            throw new UnsupportedCapabilityException(
                    "Alpaca streams bars of one minute, not of " + interval + "; build longer ones from them");
        }
        Subscription ended = subscribe(Channel.BARS, new ForListener(instrument, listener) {
            @Override
            public void bar(Bar bar) {
                listener.onBar(bar);
            }
        });
        Subscription revised = subscribe(Channel.UPDATED_BARS, new ForListener(instrument, listener) {
            @Override
            public void bar(Bar bar) {
                listener.onBarRevised(bar);
            }

            @Override
            public void gap(String detail) {
                // told by the bars
            }
        });
        return () -> {
            ended.close();
            revised.close();
        };
    }

    @Override
    public Subscription quotes(InstrumentId instrument, Listener listener) {
        return subscribe(Channel.QUOTES, new ForListener(instrument, listener) {
            @Override
            public void quote(Quote quote) {
                listener.onQuote(quote);
            }
        });
    }

    @Override
    public Subscription trades(InstrumentId instrument, Listener listener) {
        return subscribe(Channel.TRADES, new ForListener(instrument, listener) {
            @Override
            public void trade(Trade trade) {
                listener.onTrade(trade);
            }
        });
    }

    @Override
    public Subscription depth(InstrumentId instrument, int levels, Listener listener) {
        if (levels < 1) {
            throw new BadInputException("levels must be 1 or more, was " + levels);
        }
        String symbol = symbol(instrument);
        if (AlpacaSymbols.classOf(instrument) != AssetClass.CRYPTO_SPOT) {
            throw new UnsupportedCapabilityException("Alpaca has order books of crypto only; take quotes instead");
        }
        synchronized (lock) {
            Book book = books.computeIfAbsent(instrument, id -> book(id, symbol));
            Object reader = book.levels().add(levels, listener);
            return () -> leave(instrument, book, reader);
        }
    }

    private Book book(InstrumentId id, String symbol) {
        AlpacaBook levels = new AlpacaBook(id, () -> crypto.again(Channel.ORDER_BOOKS, symbol));
        return new Book(levels, crypto.subscribe(Channel.ORDER_BOOKS, symbol, levels));
    }

    private void leave(InstrumentId instrument, Book book, Object reader) {
        synchronized (lock) {
            if (book.levels().remove(reader)) {
                books.remove(instrument);
                book.subscription().close();
            }
        }
    }

    private static String symbol(InstrumentId instrument) {
        return AlpacaSymbols.toVenue(instrument)
                .orElseThrow(() -> new BadInputException("Alpaca has no instrument " + instrument));
    }

    private Subscription subscribe(Channel channel, Taker taker) {
        String symbol = symbol(taker.instrument());
        AssetClass kind = AlpacaSymbols.classOf(taker.instrument());
        if (kind == AssetClass.OPTION) {
            throw new UnsupportedCapabilityException(
                    "Alpaca streams options as MessagePack only, which this plug-in does not read");
        }
        return (kind == AssetClass.CRYPTO_SPOT ? crypto : shares).subscribe(channel, symbol, taker);
    }
}
