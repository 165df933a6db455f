package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.support.ExactJson;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who takes what of one feed. Any thread; what is asked for with every message is read without a lock. */
final class Topics {
    /** What a feed sends, and how it is subscribed to. */
    enum Channel {
        QUOTES("quotes"),
        TRADES("trades"),
        BARS("bars"),
        UPDATED_BARS("updatedBars"),
        ORDER_BOOKS("orderbooks"),
        NEWS("news");

        private final String word;

        Channel(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Takes what a feed sends for one symbol and channel. */
    interface Taker {
        /** What the symbol stands for. */
        InstrumentId instrument();

        /** A quote. */
        default void quote(Quote quote) {}

        /** A trade. */
        default void trade(Trade trade) {}

        /** A bar. */
        default void bar(Bar bar) {}

        /** Another kind of message. */
        default void message(JsonNode message) {}

        /** Something was missed. */
        void gap(String detail);
    }

    /**
     * A channel of one symbol.
     *
     * @param channel what
     * @param symbol of what, as the venue names it
     */
    record Topic(Channel channel, String symbol) implements Comparable<Topic> {
        @Override
        public int compareTo(Topic other) {
            int byChannel = channel.compareTo(other.channel);
            return byChannel != 0 ? byChannel : symbol.compareTo(other.symbol);
        }

        /** What asks for it, or for its end. */
        String action(String action) {
            ObjectNode message = ExactJson.object().put("action", action);
            message.putArray(channel.word()).add(symbol);
            return message.toString();
        }
    }

    private final Object lock = new Object();
    private final Map<Topic, List<Taker>> takers = new TreeMap<>();
    private volatile Map<Channel, Map<String, List<Taker>>> shown = Map.of();

    /** Adds a taker; whether it is the first of its topic. */
    boolean add(Topic topic, Taker taker) {
        synchronized (lock) {
            List<Taker> all = takers.computeIfAbsent(topic, any -> new ArrayList<>());
            all.add(taker);
            show();
            return all.size() == 1;
        }
    }

    /** Takes a taker away; whether it was the last of its topic. */
    boolean remove(Topic topic, Taker taker) {
        synchronized (lock) {
            List<Taker> all = takers.getOrDefault(topic, new ArrayList<>());
            boolean last = all.remove(taker) && all.isEmpty();
            if (last) {
                takers.remove(topic);
            }
            show();
            return last;
        }
    }

    private void show() {
        Map<Channel, Map<String, List<Taker>>> now = new EnumMap<>(Channel.class);
        takers.forEach((topic, all) ->
                now.computeIfAbsent(topic.channel(), any -> new HashMap<>()).put(topic.symbol(), List.copyOf(all)));
        shown = now;
    }

    /** The takers of a topic. */
    List<Taker> takers(Channel channel, String symbol) {
        Map<String, List<Taker>> bySymbol = shown.get(channel);
        List<Taker> found = bySymbol == null ? null : bySymbol.get(symbol);
        return found == null ? List.of() : found;
    }

    /** Everybody. */
    List<Taker> all() {
        List<Taker> all = new ArrayList<>();
        synchronized (lock) {
            takers.values().forEach(all::addAll);
        }
        return all;
    }

    /** What asks for all topics; empty if there is none. */
    String everything() {
        ObjectNode message = ExactJson.object().put("action", "subscribe");
        synchronized (lock) {
            for (Topic topic : takers.keySet()) {
                message.withArray(topic.channel().word()).add(topic.symbol());
            }
        }
        return message.size() == 1 ? "" : message.toString();
    }
}
