package io.fairlead.examples.chaos;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small exchange with one instrument and one account, which outlives every session that connects to it. It does with client order
 * ids what its class says, never forgets, and knows what really happened: the invariants are read off it. One thread.
 */
final class ModelVenue {
    static final InstrumentId ID = InstrumentId.of("MODEL", "SIM");
    static final Currency USD = Currency.USD;
    static final long START_CASH = 1_000_000_000L;
    private static final Money FEE = Money.of("0.01", USD);

    /** Something that happens at a time. */
    private record Due(long atNanos, long sequence, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    final IdempotencyClass kind;
    final Instrument instrument;
    private final SplittableRandom chance;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Map<VenueOrderId, ModelOrder> orders = new HashMap<>();
    private final List<ModelOrder> all = new ArrayList<>();
    private final List<ModelOrder> open = new ArrayList<>();
    private final List<OrderFacet.Execution> executions = new ArrayList<>();
    private final Map<ClientOrderId, Integer> taken = new HashMap<>();
    private final ArrayDeque<String> violations = new ArrayDeque<>();
    private @Nullable Consumer<OrderReport> stream;
    private long nowNanos;
    private long sequence;
    private long price = 100;
    private long position;
    private long cashCents = START_CASH * 100;
    private boolean trading = true;

    ModelVenue(IdempotencyClass kind, long nowNanos, SplittableRandom chance) {
        this.kind = kind;
        this.nowNanos = nowNanos;
        this.chance = chance;
        this.instrument = rules();
    }

    /** The instrument: whole prices, whole units, never closed. */
    static Instrument rules() {
        return Instrument.equity(ID, USD)
                .ticks(TickTable.of(Price.of(1)))
                .calendar(TradingCalendar.alwaysOpen())
                .build();
    }

    // ---- time

    /** Has something happen later, in the venue's time. */
    void later(long delayNanos, Runnable what) {
        due.add(new Due(nowNanos + delayNanos, sequence++, what));
    }

    /** Moves the venue's time on: what is due happens, prices move, orders fill. */
    void passTime(long nanos) {
        long until = nowNanos + nanos;
        while (!due.isEmpty() && due.peek().atNanos() <= until) {
            Due next = due.poll();
            nowNanos = Math.max(nowNanos, next.atNanos());
            next.what().run();
        }
        nowNanos = until;
        if (trading) {
            trade();
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    boolean isIdle() {
        return due.isEmpty();
    }

    /** No order fills any more: what is open stays so. */
    void stopTrading() {
        trading = false;
    }

    private void trade() {
        price = Math.max(20, price + chance.nextInt(5) - 2);
        for (ModelOrder order : List.copyOf(open)) {
            if (order.isOpen() && order.fillsAt(price) && chance.nextInt(3) > 0) {
                long part = chance.nextInt(3) == 0 ? 1 + chance.nextInt((int) order.open()) : order.open();
                fill(order, part);
            } else if (order.isOpen() && chance.nextInt(200) == 0) {
                end(order, Lifecycle.EXPIRED);
            }
        }
        if (chance.nextInt(300) == 0) {
            elsewhere();
        }
    }

    long price() {
        return price;
    }

    /** Somebody else trades on the account. */
    private void elsewhere() {
        OrderRequest request = OrderRequest.of(ID, chance.nextBoolean() ? Side.BUY : Side.SELL)
                .quantity(1 + chance.nextInt(5))
                .limit(Price.of(price + chance.nextInt(11) - 5))
                .build();
        ModelOrder order = new ModelOrder(nextId(), null, Optional.empty(), request, nowNanos);
        keep(order);
        report(new OrderReport.Working(order.key(), nowNanos));
    }

    // ---- what a connection asks

    /** Sends what happens to somebody; null to nobody. */
    void stream(@Nullable Consumer<OrderReport> to) {
        stream = to;
    }

    /** Takes an order in; empty if its id is refused. */
    Optional<ModelOrder> place(ClientOrderId id, OrderRequest request) {
        boolean refused = switch (kind) {
            case DEDUP -> all.stream().anyMatch(order -> id.equals(order.shownId));
            case DEDUP_WHILE_OPEN -> open.stream().anyMatch(order -> id.equals(order.shownId));
            case CORRELATE, NONE -> false;
        };
        if (refused) {
            return Optional.empty();
        }
        if (taken.merge(id, 1, Integer::sum) > 1) {
            violations.add("SENT_TWICE " + id + " " + request);
        }
        ModelOrder order =
                new ModelOrder(nextId(), kind == IdempotencyClass.NONE ? null : id, Optional.of(id), request, nowNanos);
        keep(order);
        report(new OrderReport.Working(order.key(), nowNanos));
        return Optional.of(order);
    }

    private VenueOrderId nextId() {
        return new VenueOrderId("V" + (all.size() + 1));
    }

    private void keep(ModelOrder order) {
        orders.put(order.venueId, order);
        all.add(order);
        open.add(order);
    }

    /** Ends an order; false if it is not open. */
    boolean cancel(OrderKey key) {
        ModelOrder order = find(key);
        if (order == null || !order.isOpen()) {
            return false;
        }
        end(order, Lifecycle.CANCELLED);
        return true;
    }

    /** Changes an order; false if it is not open, or would be smaller than what has filled. */
    boolean replace(OrderKey key, ClientOrderId next, OrderRequest changed) {
        ModelOrder order = find(key);
        long total = changed.quantity().orElseThrow().value().longValueExact();
        if (order == null || !order.isOpen() || total <= order.filled) {
            return false;
        }
        if (kind == IdempotencyClass.CORRELATE) {
            order.request = changed;
            report(new OrderReport.Replaced(order.key(), nowNanos, order.key()));
            return true;
        }
        taken.merge(next, 1, Integer::sum);
        close(order, Lifecycle.CANCELLED);
        OrderRequest rest =
                changed.toBuilder().quantity(Quantity.of(total - order.filled)).build();
        ModelOrder made = new ModelOrder(nextId(), next, Optional.of(next), rest, nowNanos);
        keep(made);
        report(new OrderReport.Replaced(order.key(), nowNanos, made.key()));
        return true;
    }

    @Nullable
    ModelOrder find(OrderKey key) {
        if (key.venueOrderId().isPresent()) {
            return orders.get(key.venueOrderId().get());
        }
        ModelOrder found = null;
        for (ModelOrder order : all) {
            if (order.shownId != null
                    && key.clientOrderId().isPresent()
                    && order.shownId.equals(key.clientOrderId().get())) {
                found = order;
            }
        }
        return found;
    }

    List<ModelOrder> open() {
        return List.copyOf(open);
    }

    List<OrderFacet.Execution> executionsSince(long nanos) {
        return executions.stream()
                .filter(execution -> execution.fill().timeNanos() >= nanos)
                .toList();
    }

    // ---- what happens

    private void fill(ModelOrder order, long quantity) {
        order.filled += quantity;
        long sign = order.isBuy() ? 1 : -1;
        position += sign * quantity;
        cashCents -= sign * quantity * price * 100 + 1;
        Fill fill = new Fill(
                "X" + (executions.size() + 1),
                ID,
                order.request.side(),
                Quantity.of(quantity),
                Price.of(price),
                List.of(FEE),
                Liquidity.TAKER,
                nowNanos);
        executions.add(new OrderFacet.Execution(order.key(), fill));
        report(new OrderReport.Filled(order.key(), nowNanos, fill));
        if (order.open() == 0) {
            close(order, Lifecycle.FILLED);
        }
    }

    private void end(ModelOrder order, Lifecycle how) {
        close(order, how);
        Optional<Quantity> filled = Optional.of(Quantity.of(order.filled));
        report(
                how == Lifecycle.EXPIRED
                        ? new OrderReport.Expired(order.key(), nowNanos, filled)
                        : new OrderReport.Cancelled(order.key(), nowNanos, "", filled));
    }

    private void close(ModelOrder order, Lifecycle how) {
        order.state = how;
        open.remove(order);
    }

    private void report(OrderReport report) {
        Consumer<OrderReport> to = stream;
        if (to != null) {
            to.accept(report);
        }
    }

    // ---- what really happened

    long position() {
        return position;
    }

    Money cash() {
        return Money.of(BigDecimal.valueOf(cashCents, 2), USD);
    }

    List<ModelOrder> all() {
        return all;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
