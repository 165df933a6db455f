package io.fairlead.core.audit;

import io.fairlead.spi.OrderKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Orders by their ids, as far as they are in memory; others are fetched when somebody asks for them. A backtest leaves nothing behind: its
 * orders are its own, under ids that others have too, and it knows those of no other run. One thread.
 */
final class OrderBook {
    static final String CLIENT = "CLIENT";
    static final String VENUE = "VENUE";

    /** Orders that can be meant by one id. */
    private static final class Scope {
        final Map<OrderRef, OrderLine> lines = new HashMap<>();
        final Map<Long, OrderLine> byId = new HashMap<>();
        final Map<String, OrderLine> byClientId = new HashMap<>();
        final Map<String, OrderLine> byVenueId = new HashMap<>();

        Map<String, OrderLine> named(String kind) {
            return kind.equals(CLIENT) ? byClientId : byVenueId;
        }
    }

    private final OrderSource source;
    private final Set<Long> backtests = new HashSet<>();
    private Scope sessions = new Scope();
    private Scope current = sessions;
    private long run;

    OrderBook(OrderSource source) {
        this.source = source;
    }

    int size() {
        return sessions.lines.size() + (current == sessions ? 0 : current.lines.size());
    }

    /** Keeps nothing in memory any more; everything must have been written before. */
    void forget() {
        boolean backtest = current != sessions;
        sessions = new Scope();
        current = backtest ? new Scope() : sessions;
    }

    /** A run that was a backtest. */
    void knowBacktest(long backtest) {
        backtests.add(backtest);
    }

    /** From now on records are of this run. */
    void enter(long entered, boolean backtest) {
        run = entered;
        if (backtest) {
            backtests.add(entered);
        }
        current = backtest ? new Scope() : sessions;
    }

    private boolean isVisible(OrderRef ref) {
        return current == sessions ? !backtests.contains(ref.run()) : ref.run() == run;
    }

    void add(OrderLine line) {
        current.lines.put(line.ref(), line);
        current.byId.put(line.ref().id(), line);
    }

    Optional<OrderLine> order(long orderId) {
        OrderLine known = current.byId.get(orderId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<OrderLine> stored = source.withId(orderId).stream()
                .filter(this::isVisible)
                .findFirst()
                .flatMap(this::stored);
        stored.ifPresent(line -> current.byId.put(orderId, line));
        return stored;
    }

    /** By our id if the key says it, else by the venue's. */
    @Nullable
    OrderLine find(OrderKey key) {
        OrderLine line = null;
        if (key.clientOrderId().isPresent()) {
            line = named(CLIENT, key.clientOrderId().get().value());
        }
        if (line == null && key.venueOrderId().isPresent()) {
            line = named(VENUE, key.venueOrderId().get().value());
        }
        return line;
    }

    @Nullable
    OrderLine named(String kind, String id) {
        Map<String, OrderLine> known = current.named(kind);
        OrderLine line = known.get(id);
        if (line != null) {
            return line;
        }
        OrderLine stored = refNamed(kind, id).flatMap(this::stored).orElse(null);
        if (stored != null) {
            known.put(id, stored);
        }
        return stored;
    }

    private Optional<OrderRef> refNamed(String kind, String id) {
        return source.named(kind, PlainText.of(id)).stream()
                .filter(this::isVisible)
                .findFirst();
    }

    /** From now on an order has this id; false if it had it before. */
    boolean name(String kind, String id, OrderLine line) {
        OrderLine before = current.named(kind).put(id, line);
        if (before != null || !line.isStored()) {
            return before != line;
        }
        return !refNamed(kind, id).equals(Optional.of(line.ref()));
    }

    /** Orders of ours that have not ended, in the order of their ids. */
    List<OrderLine> open() {
        return all(source.open(), line -> !line.isClosed() && !line.isExternal());
    }

    /** Orders made elsewhere, in the order of their ids. */
    List<OrderLine> externals() {
        return all(source.externals(), OrderLine::isExternal);
    }

    private List<OrderLine> all(List<OrderRef> stored, Predicate<OrderLine> condition) {
        stored.stream().filter(this::isVisible).forEach(this::stored);
        return current.lines.values().stream()
                .filter(condition)
                .sorted(Comparator.comparing(OrderLine::ref))
                .toList();
    }

    /** An order with its legs; what is in memory already is newer. */
    private Optional<OrderLine> stored(OrderRef ref) {
        OrderLine known = current.lines.get(ref);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<OrderLine> fetched = source.order(ref);
        fetched.ifPresent(line -> {
            current.lines.put(ref, line);
            for (OrderRef leg : source.legs(ref)) {
                stored(leg).ifPresent(line.legs()::add);
            }
        });
        return fetched;
    }
}
