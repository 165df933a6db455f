package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.alpaca.Topics.Channel;
import io.fairlead.alpaca.Topics.Taker;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a data stream sends: lists of objects that name their kind in {@code T}. A list that is plainly written is read where it
 * stands, and delivered once all of it has been read; any other is read as JSON. One thread.
 */
final class MarketMessages {
    private static final Logger log = LoggerFactory.getLogger(MarketMessages.class);

    private final String feed;
    private final Topics topics;
    private final PlainMarketData plain = new PlainMarketData();
    private final List<Object> data = new ArrayList<>();
    private final List<List<Taker>> takers = new ArrayList<>();

    MarketMessages(String feed, Topics topics) {
        this.feed = feed;
        this.topics = topics;
    }

    /** One message of the stream. */
    void read(String text) {
        try {
            if (isPlain(text)) {
                for (int i = 0; i < data.size(); i++) {
                    deliver(data.get(i), takers.get(i));
                }
                return;
            }
        } finally {
            data.clear();
            takers.clear();
        }
        for (JsonNode message : ExactJson.list(ExactJson.read(text))) {
            try {
                dispatch(message);
            } catch (UnreadableAnswerException e) {
                log.atWarn()
                        .setMessage("a message cannot be read")
                        .addKeyValue("feed", feed)
                        .addKeyValue("why", e.getMessage())
                        .log();
                topics.all().forEach(taker -> taker.gap("a message cannot be read: " + e.getMessage()));
            }
        }
    }

    /** Reads a list where it stands; false if it is not plain. */
    boolean isPlain(String text) {
        if (!plain.begin(text)) {
            return false;
        }
        while (plain.hasNext()) {
            if (!plain.next()) {
                return false;
            }
            Channel channel = channel(plain.kind());
            if (channel == null) {
                continue;
            }
            if (channel == Channel.NEWS || channel == Channel.ORDER_BOOKS || !plain.hasSymbol()) {
                return false;
            }
            List<Taker> all = topics.takers(channel, plain.symbol());
            if (!all.isEmpty() && !take(channel, all)) {
                return false;
            }
        }
        return plain.isWhole();
    }

    private boolean take(Channel channel, List<Taker> all) {
        if (channel == Channel.QUOTES && plain.isOneSided()) {
            return true;
        }
        Object datum = plain.datum(channel, all.get(0).instrument());
        if (datum == null) {
            return false;
        }
        data.add(datum);
        takers.add(all);
        return true;
    }

    private static void deliver(Object datum, List<Taker> all) {
        for (int i = 0; i < all.size(); i++) {
            Taker taker = all.get(i);
            if (datum instanceof Quote quote) {
                taker.quote(quote);
            } else if (datum instanceof Trade trade) {
                taker.trade(trade);
            } else {
                taker.bar((Bar) datum);
            }
        }
    }

    private static @Nullable Channel channel(char kind) {
        return switch (kind) {
            case 'q' -> Channel.QUOTES;
            case 't' -> Channel.TRADES;
            case 'b' -> Channel.BARS;
            case 'u' -> Channel.UPDATED_BARS;
            case 'o' -> Channel.ORDER_BOOKS;
            case 'n' -> Channel.NEWS;
            default -> null;
        };
    }

    private void dispatch(JsonNode message) {
        String kind = message.path("T").asText();
        Channel channel = kind.length() == 1 ? channel(kind.charAt(0)) : null;
        if (channel == null) {
            return;
        }
        List<Taker> all = topics.takers(channel, channel == Channel.NEWS ? "*" : ExactJson.text(message, "S"));
        if (all.isEmpty()) {
            return;
        }
        switch (channel) {
            case QUOTES -> AlpacaData.quote(all.get(0).instrument(), message).ifPresent(quote -> deliver(quote, all));
            case TRADES -> deliver(AlpacaData.trade(all.get(0).instrument(), message), all);
            case BARS, UPDATED_BARS -> deliver(AlpacaData.minuteBar(all.get(0).instrument(), message), all);
            case ORDER_BOOKS, NEWS -> all.forEach(taker -> taker.message(message));
        }
    }
}
