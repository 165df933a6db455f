package io.fairlead.binance;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which order is where: the venue finds an order by symbol and id only, and its trades name it by its own id only. Also which orders we take
 * for open, and up to which trade each symbol was seen. Any thread.
 */
final class KnownOrders {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int MOST_ENDED = 20_000;
    private static final int MOST_TRADES = 10_000;

    private final Object lock = new Object();
    private final Map<Long, Entry> byVenueId = new HashMap<>();
    private final Map<ClientOrderId, Entry> byClientId = new HashMap<>();
    private final Map<Entry, Boolean> ended = new LinkedHashMap<>();
    private final Map<String, Long> lastTrade = new TreeMap<>();
    private final Map<String, LinkedHashSet<Long>> trades = new HashMap<>();
    private final Set<String> symbols = new TreeSet<>();

    /** One order. Guarded by the lock of its keeper. */
    static final class Entry {
        private final String symbol;
        private Optional<ClientOrderId> clientId = Optional.empty();
        private long venueId = -1;
        private boolean open = true;
        private Quantity filled = Quantity.ZERO;

        private Entry(String symbol) {
            this.symbol = symbol;
        }
    }

    /**
     * An order that we take for open.
     *
     * @param symbol where
     * @param key by which ids
     */
    record Open(String symbol, OrderKey key) {}

    KnownOrders(Collection<String> configured) {
        symbols.addAll(configured);
    }

    /** Something is sent under an id; false if that id was sent or seen before. */
    boolean sent(String symbol, ClientOrderId id) {
        synchronized (lock) {
            symbols.add(symbol);
            Entry before = byClientId.get(id);
            if (before == null) {
                Entry entry = new Entry(symbol);
                entry.clientId = Optional.of(id);
                byClientId.put(id, entry);
            }
            return before == null;
        }
    }

    /** The venue says how much of an order has filled. */
    void filled(OrderKey key, Quantity quantity) {
        synchronized (lock) {
            Entry entry = find(key);
            if (entry != null && quantity.compareTo(entry.filled) > 0) {
                entry.filled = quantity;
            }
        }
    }

    /** How much of an order has filled, as far as we were told. */
    Quantity filled(OrderKey key) {
        synchronized (lock) {
            Entry entry = find(key);
            return entry == null ? Quantity.ZERO : entry.filled;
        }
    }

    /** The venue has shown or named an order. */
    void seen(String symbol, OrderKey key, boolean open) {
        synchronized (lock) {
            symbols.add(symbol);
            Entry entry = find(key);
            if (entry == null) {
                entry = new Entry(symbol);
            }
            if (key.clientOrderId().isPresent()) {
                entry.clientId = key.clientOrderId();
                byClientId.put(key.clientOrderId().get(), entry);
            }
            if (key.venueOrderId().isPresent()) {
                entry.venueId = number(key.venueOrderId().get());
                byVenueId.put(entry.venueId, entry);
            }
            if (!open) {
                end(entry);
            }
        }
    }

    private void end(Entry entry) {
        entry.open = false;
        ended.put(entry, Boolean.TRUE);
        if (ended.size() > MOST_ENDED) {
            Entry oldest = ended.keySet().iterator().next();
            ended.remove(oldest);
            byVenueId.remove(oldest.venueId);
            oldest.clientId.ifPresent(byClientId::remove);
        }
    }

    private @Nullable Entry find(OrderKey key) {
        Entry entry = key.venueOrderId().map(id -> byVenueId.get(number(id))).orElse(null);
        return entry != null ? entry : key.clientOrderId().map(byClientId::get).orElse(null);
    }

    /** A venue id as the number that it is here; -1 for one that cannot be of this venue. */
    static long number(VenueOrderId id) {
        return NUMBER.matcher(id.value()).matches() ? Long.parseLong(id.value()) : -1;
    }

    /** The symbol of an order; empty if it was never seen. */
    Optional<String> symbolOf(OrderKey key) {
        synchronized (lock) {
            return Optional.ofNullable(find(key)).map(entry -> entry.symbol);
        }
    }

    /** By both ids, where both are known. */
    OrderKey complete(OrderKey key) {
        synchronized (lock) {
            Entry entry = find(key);
            if (entry == null || entry.venueId < 0) {
                return key;
            }
            VenueOrderId venueId = new VenueOrderId(Long.toString(entry.venueId));
            return entry.clientId.map(id -> OrderKey.of(id, venueId)).orElseGet(() -> OrderKey.of(venueId));
        }
    }

    /** The orders that we take for open. */
    List<Open> open() {
        synchronized (lock) {
            List<Open> open = new ArrayList<>();
            Set<Entry> all = new LinkedHashSet<>(byClientId.values());
            all.addAll(byVenueId.values());
            for (Entry entry : all) {
                if (entry.open && entry.venueId >= 0) {
                    VenueOrderId venueId = new VenueOrderId(Long.toString(entry.venueId));
                    open.add(new Open(
                            entry.symbol,
                            entry.clientId.map(id -> OrderKey.of(id, venueId)).orElseGet(() -> OrderKey.of(venueId))));
                }
            }
            return open;
        }
    }

    /** A symbol is traded, or may be. */
    void use(String symbol) {
        synchronized (lock) {
            symbols.add(symbol);
        }
    }

    /** The symbols in use, in a stable order. */
    List<String> symbols() {
        synchronized (lock) {
            return List.copyOf(symbols);
        }
    }

    /** Notes a trade; false if that very trade was seen before. One with a smaller number than others may still be news. */
    boolean firstSight(String symbol, long tradeId) {
        synchronized (lock) {
            lastTrade.merge(symbol, tradeId, Math::max);
            LinkedHashSet<Long> seen = trades.computeIfAbsent(symbol, any -> new LinkedHashSet<>());
            if (seen.size() > MOST_TRADES) {
                seen.remove(seen.iterator().next());
            }
            return seen.add(tradeId);
        }
    }

    /** The last trade seen of a symbol. */
    Optional<Long> lastTrade(String symbol) {
        synchronized (lock) {
            return Optional.ofNullable(lastTrade.get(symbol));
        }
    }
}
